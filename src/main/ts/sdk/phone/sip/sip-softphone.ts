import type { RTCSession } from 'jssip/lib/RTCSession';
import type { IncomingRequest } from 'jssip/lib/SIPMessage';
import type { AudioDevices, DeviceChoice, PhoneOptions } from '../../phone-types';
import { PhoneAudio } from '../audio/audio';
import { listDevices, watchDevices } from '../audio/devices';
import type { Settings } from '../settings';
import type { Manner, Softphone, SoftphoneEvents } from '../softphone';
import { NoMicrophone } from '../softphone';
import { describe, SipLeg } from './sip-leg';
import { SipLine } from './sip-line';

/** JsSIP, WebRTC and the browser's sound as one telephone. */
export class SipSoftphone implements Softphone {
  private readonly audio: PhoneAudio;
  private readonly line: SipLine;
  private readonly legs = new Map<string, SipLeg>();
  private readonly unwatch: () => void;
  private iceServers: readonly RTCIceServer[] = [];

  constructor(
    options: PhoneOptions,
    private readonly events: SoftphoneEvents,
  ) {
    this.audio = new PhoneAudio(options, {
      replaced: (track) => this.legs.forEach((leg) => leg.replace(track)),
      noMicrophone: (reason) => events.noMicrophone(reason),
      heard: (heard) => events.heard(heard),
    });
    this.line = new SipLine({
      registered: () => events.registered(),
      refused: (reason) => events.refused(reason),
      lost: () => events.lost(),
      invited: (session, request) => this.invited(session, request),
    });
    this.unwatch = watchDevices(() => events.devicesChanged());
  }

  tryMicrophone(): Promise<void> {
    return this.audio.microphone.test();
  }

  start(settings: Settings): void {
    this.iceServers = settings.iceServers;
    this.line.start(settings);
  }

  stop(manner: Manner): void {
    this.audio.ringer.ring(false);
    this.line.stop(manner);
    this.legs.forEach((_, id) => this.gone(id));
  }

  close(): void {
    this.unwatch();
    this.audio.close();
  }

  refresh(): void {
    this.line.refresh();
  }

  answer(id: string): void {
    const leg = this.legs.get(id);
    this.audio.microphone.open().then(
      (stream) => this.legs.get(id)?.answer(stream, this.iceServers),
      (e: unknown) => {
        leg?.terminate();
        this.events.noMicrophone(e instanceof NoMicrophone ? e.reason : String(e));
      },
    );
  }

  terminate(id: string): void {
    this.legs.get(id)?.terminate();
  }

  forget(id: string): void {
    this.line.silently(() => this.terminate(id));
  }

  setMuted(muted: boolean): void {
    this.audio.microphone.mute(muted);
  }

  ring(ringing: boolean): void {
    this.audio.ringer.ring(ringing);
  }

  unblock(): void {
    this.audio.unblock();
  }

  devices(): Promise<AudioDevices> {
    return listDevices();
  }

  use(choice: DeviceChoice): Promise<void> {
    return this.audio.use(choice);
  }

  private invited(session: RTCSession, request: IncomingRequest): void {
    const { id } = session;
    const leg = new SipLeg(session, {
      talking: () => this.events.talking(id),
      ended: () => {
        this.gone(id);
        this.events.ended(id);
      },
      failed: () => this.events.failed(id),
      voice: (stream) => this.audio.speaker.play(id, stream),
    });
    this.legs.set(id, leg);
    this.events.incoming(describe(id, request));
  }

  private gone(id: string): void {
    this.legs.delete(id);
    this.audio.speaker.stop(id);
    if (this.legs.size === 0) {
      this.audio.microphone.close();
    }
  }
}
