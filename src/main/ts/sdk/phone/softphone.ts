import type { AudioDevices, DeviceChoice } from '../phone-types';
import type { Settings } from './settings';

/** Ends politely: the switch is told. Ends quietly: it is not, so that a call can be taken up again. */
export type Manner = 'politely' | 'quietly';

/** A phone that speaks SIP and has a voice; what it should do is decided elsewhere. */
export interface Softphone {
  /** Asks for the microphone and gives it back; rejects with a {@link NoMicrophone}. */
  tryMicrophone(): Promise<void>;
  /** Connects, registers, and keeps at it. */
  start(settings: Settings): void;
  stop(manner: Manner): void;
  /** After {@link stop}, for good. */
  close(): void;
  /** Notices a WebSocket that died silently, and registers again where that failed. */
  refresh(): void;
  answer(leg: string): void;
  terminate(leg: string): void;
  /** Ends it here without a word to the switch. */
  forget(leg: string): void;
  setMuted(muted: boolean): void;
  ring(ringing: boolean): void;
  /** Tries again to be heard; the user just touched the page. */
  unblock(): void;
  devices(): Promise<AudioDevices>;
  use(choice: DeviceChoice): Promise<void>;
}

/** A call that arrives at this phone. */
export interface IncomingLeg {
  id: string;
  /** Of the platform, where the switch tells it. */
  callId: string | null;
  /** The switch asks that it be answered at once. */
  autoAnswer: boolean;
  /** It takes the place of an older leg of the same call. */
  reattach: boolean;
}

export interface SoftphoneEvents {
  registered(): void;
  /** The registrar refused. */
  refused(reason: string): void;
  /** The WebSocket is gone; legs so far may live on, but the switch no longer reaches them. */
  lost(): void;
  incoming(leg: IncomingLeg): void;
  talking(leg: string): void;
  ended(leg: string): void;
  /** No more media can pass. */
  failed(leg: string): void;
  noMicrophone(reason: string): void;
  devicesChanged(): void;
  heard(heard: boolean): void;
}

export class NoMicrophone extends Error {
  constructor(readonly reason: string) {
    super(`no microphone: ${reason}`);
  }
}
