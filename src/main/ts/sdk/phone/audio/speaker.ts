/** What plays on the chosen output: the voice of a call, or the ringtone. */
export interface Output {
  volume: number;
  device: string | undefined;
}

/** Older browsers cannot choose where sound goes. */
interface WithSink {
  setSinkId?(device: string): Promise<void>;
}

export function canChooseOutput(): boolean {
  return 'setSinkId' in HTMLMediaElement.prototype;
}

export async function direct(sound: WithSink, { device }: Output): Promise<void> {
  if (device !== undefined && sound.setSinkId) {
    await sound.setSinkId(device);
  }
}

/** The voice of the other side, one element a leg. */
export class Speaker {
  private readonly voices = new Map<string, HTMLAudioElement>();

  /** @param heard whether the browser lets it be heard */
  constructor(
    private output: Output,
    private readonly heard: (heard: boolean) => void,
  ) {}

  play(leg: string, stream: MediaStream): void {
    const voice = this.voices.get(leg) ?? new Audio();
    this.voices.set(leg, voice);
    voice.srcObject = stream;
    voice.volume = this.output.volume;
    direct(voice, this.output).catch(() => undefined);
    this.start(voice);
  }

  stop(leg: string): void {
    const voice = this.voices.get(leg);
    this.voices.delete(leg);
    if (voice) {
      voice.pause();
      voice.srcObject = null;
    }
  }

  resume(): void {
    this.voices.forEach((voice) => this.start(voice));
  }

  async use(output: Output): Promise<void> {
    this.output = output;
    this.voices.forEach((voice) => (voice.volume = output.volume));
    await Promise.all([...this.voices.values()].map((voice) => direct(voice, output)));
  }

  private start(voice: HTMLAudioElement): void {
    voice.play().then(
      () => this.heard(true),
      (e: unknown) => (e as Error).name === 'NotAllowedError' && this.heard(false),
    );
  }
}
