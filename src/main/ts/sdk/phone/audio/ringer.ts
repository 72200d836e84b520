import { direct, type Output } from './speaker';

const TONE_HZ = 450;
/** One second of tone in four, as telephones ring. */
const ON_S = 1;
const CYCLE_S = 4;
const LOUDNESS = 0.2;
/** Where sound is allowed; some browsers take a moment even then. */
const STARTS_WITHIN_MS = 200;

interface Sounding {
  stop(): void;
  setVolume(volume: number): void;
}

/** Rings until it is told to stop. */
export class Ringer {
  private sounding: Sounding | null = null;

  /**
   * @param sound its address; false: silence; undefined: a made tone
   * @param heard whether the browser lets it be heard
   */
  constructor(
    private output: Output,
    private readonly sound: string | false | undefined,
    private readonly heard: (heard: boolean) => void,
  ) {}

  ring(ringing: boolean): void {
    this.sounding?.stop();
    this.sounding = null;
    if (ringing && this.sound !== false) {
      this.sounding = this.sound ? this.play(this.sound) : this.makeTone();
    }
  }

  /** The user touched the page: what was silent may sound. */
  resume(): void {
    if (this.sounding) {
      this.ring(true);
    }
  }

  use(output: Output): void {
    const elsewhere = output.device !== this.output.device;
    this.output = output;
    this.sounding?.setVolume(output.volume);
    if (elsewhere) {
      this.resume();
    }
  }

  private play(url: string): Sounding {
    const audio = new Audio(url);
    audio.loop = true;
    audio.volume = this.output.volume;
    direct(audio, this.output).catch(() => undefined);
    audio.play().then(
      () => this.heard(true),
      (e: unknown) => (e as Error).name === 'NotAllowedError' && this.heard(false),
    );
    return { stop: () => audio.pause(), setVolume: (volume) => (audio.volume = volume) };
  }

  private makeTone(): Sounding {
    const context = new AudioContext();
    const gain = context.createGain();
    const setVolume = (volume: number) => (gain.gain.value = volume * LOUDNESS);
    setVolume(this.output.volume);
    const source = context.createBufferSource();
    source.buffer = tone(context);
    source.loop = true;
    source.connect(gain).connect(context.destination);
    source.start();
    direct(context as object, this.output).catch(() => undefined);
    context.onstatechange = () => context.state === 'running' && this.heard(true);
    const silent = setTimeout(
      () => context.state === 'suspended' && this.heard(false),
      STARTS_WITHIN_MS,
    );
    const stop = () => {
      clearTimeout(silent);
      context.onstatechange = null;
      void context.close();
    };
    return { stop, setVolume };
  }
}

function tone(context: AudioContext): AudioBuffer {
  const rate = context.sampleRate;
  const buffer = context.createBuffer(1, rate * CYCLE_S, rate);
  const samples = buffer.getChannelData(0);
  for (let i = 0; i < rate * ON_S; i++) {
    samples[i] = Math.sin((2 * Math.PI * TONE_HZ * i) / rate);
  }
  return buffer;
}
