import type { AudioDevices, DeviceChoice } from '../../../main/ts/sdk/phone-types';
import type { Settings } from '../../../main/ts/sdk/phone/settings';
import type {
  IncomingLeg,
  Manner,
  Softphone,
  SoftphoneEvents,
} from '../../../main/ts/sdk/phone/softphone';
import { NoMicrophone } from '../../../main/ts/sdk/phone/softphone';

/** Notes what it is told; its events are the test's. */
export class FakeSoftphone implements Softphone {
  readonly done: string[] = [];
  settings: Settings | null = null;
  muted = false;
  rings = false;
  /** Why the microphone is refused. */
  refusal: string | null = null;

  constructor(readonly events: SoftphoneEvents) {}

  tryMicrophone(): Promise<void> {
    this.done.push('microphone');
    return this.refusal === null
      ? Promise.resolve()
      : Promise.reject(new NoMicrophone(this.refusal));
  }

  start(settings: Settings): void {
    this.settings = settings;
    this.done.push('start');
  }

  stop(manner: Manner): void {
    this.done.push(`stop ${manner}`);
  }

  close(): void {
    this.done.push('close');
  }

  refresh(): void {
    this.done.push('refresh');
  }

  answer(leg: string): void {
    this.done.push(`answer ${leg}`);
  }

  terminate(leg: string): void {
    this.done.push(`terminate ${leg}`);
    this.events.ended(leg);
  }

  forget(leg: string): void {
    this.done.push(`forget ${leg}`);
    this.events.ended(leg);
  }

  setMuted(muted: boolean): void {
    this.muted = muted;
  }

  ring(ringing: boolean): void {
    this.rings = ringing;
  }

  unblock(): void {
    this.done.push('unblock');
  }

  devices(): Promise<AudioDevices> {
    return Promise.resolve({ inputs: [{ id: 'm', label: 'Headset' }], outputs: [] });
  }

  use(choice: DeviceChoice): Promise<void> {
    this.done.push(`use ${JSON.stringify(choice)}`);
    return Promise.resolve();
  }

  /** An INVITE comes. */
  invite(id: string, leg: Partial<IncomingLeg> = {}): void {
    this.events.incoming({ id, callId: null, autoAnswer: false, reattach: false, ...leg });
  }
}
