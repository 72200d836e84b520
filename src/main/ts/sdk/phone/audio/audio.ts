import type { DeviceChoice, PhoneOptions } from '../../phone-types';
import { Microphone } from './microphone';
import { Ringer } from './ringer';
import { type Output, Speaker } from './speaker';

export interface AudioEvents {
  /** The microphone is another one now. */
  replaced(track: MediaStreamTrack): void;
  noMicrophone(reason: string): void;
  heard(heard: boolean): void;
}

/** Microphone, loudspeaker and bell. */
export class PhoneAudio {
  readonly microphone: Microphone;
  readonly speaker: Speaker;
  readonly ringer: Ringer;
  private output: Output;
  private forgetGesture: () => void = () => undefined;

  constructor(
    options: PhoneOptions,
    private readonly events: AudioEvents,
  ) {
    this.output = { volume: volumeOf(options.volume), device: options.audioOutput };
    const heard = (yes: boolean) => this.heard(yes);
    this.microphone = new Microphone(
      options.audioInput,
      (track) => events.replaced(track),
      (reason) => events.noMicrophone(reason),
    );
    this.speaker = new Speaker(this.output, heard);
    this.ringer = new Ringer(this.output, options.ringtone, heard);
  }

  /** Believes that it is heard until the browser says otherwise. */
  unblock(): void {
    this.heard(true);
    this.speaker.resume();
    this.ringer.resume();
  }

  close(): void {
    this.forgetGesture();
    this.ringer.ring(false);
    this.microphone.close();
  }

  async use({ input, output, volume }: DeviceChoice): Promise<void> {
    this.output = {
      volume: volume === undefined ? this.output.volume : volumeOf(volume),
      device: output ?? this.output.device,
    };
    this.ringer.use(this.output);
    await this.speaker.use(this.output);
    if (input !== undefined) {
      await this.microphone.use(input);
    }
  }

  /** What the browser forbids now it allows when the user has touched the page. */
  private heard(yes: boolean): void {
    this.forgetGesture();
    if (!yes) {
      this.forgetGesture = onGesture(() => this.unblock());
    }
    this.events.heard(yes);
  }
}

function volumeOf(volume: number | undefined): number {
  return Math.min(1, Math.max(0, volume ?? 1));
}

const GESTURES = ['pointerdown', 'keydown'] as const;

function onGesture(then: () => void): () => void {
  const forget = () => GESTURES.forEach((type) => removeEventListener(type, once, true));
  const once = () => {
    forget();
    then();
  };
  GESTURES.forEach((type) => addEventListener(type, once, true));
  return forget;
}
