import { NoMicrophone } from '../softphone';

const REASONS: Readonly<Record<string, string>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'not_found',
  OverconstrainedError: 'not_found',
  NotReadableError: 'in_use',
  AbortError: 'in_use',
};

/** Open only while a call rings or lasts: browsers show that a page listens. */
export class Microphone {
  private stream: MediaStream | null = null;
  private opening: Promise<MediaStream> | null = null;
  private muted = false;

  /**
   * @param replaced another device took the place of a lost or chosen one
   * @param lost none is left
   */
  constructor(
    private device: string | undefined,
    private readonly replaced: (track: MediaStreamTrack) => void,
    private readonly lost: (reason: string) => void,
  ) {}

  async test(): Promise<void> {
    const live = this.stream?.getAudioTracks().some((t) => t.readyState === 'live');
    if (this.stream && !live) {
      await this.replace();
    } else if (!this.stream) {
      stop(await ask(this.device));
    }
  }

  /** The same stream until {@link close}. */
  open(): Promise<MediaStream> {
    if (this.stream) {
      return Promise.resolve(this.stream);
    }
    this.opening ??= ask(this.device)
      .then((stream) => this.keep(stream))
      .finally(() => (this.opening = null));
    return this.opening;
  }

  close(): void {
    void this.opening?.then(stop, () => undefined);
    this.opening = null;
    if (this.stream) {
      stop(this.stream);
      this.stream = null;
    }
  }

  mute(muted: boolean): void {
    this.muted = muted;
    this.apply();
  }

  async use(device: string): Promise<void> {
    const before = this.device;
    this.device = device;
    try {
      await (this.stream ? this.replace('exactly') : this.test());
    } catch (e) {
      this.device = before;
      throw e;
    }
  }

  private async replace(how: 'exactly' | 'any' = 'any'): Promise<void> {
    const old = this.stream;
    const stream = await ask(this.device, how);
    const track = stream.getAudioTracks()[0];
    if (!old || old !== this.stream || !track) {
      stop(stream); // closed meanwhile
      return;
    }
    this.keep(stream);
    this.replaced(track);
    stop(old);
  }

  private keep(stream: MediaStream): MediaStream {
    this.stream = stream;
    this.apply();
    stream.getAudioTracks().forEach((track) => {
      track.onended = () => void this.gone(stream);
    });
    return stream;
  }

  /** Pulled out: any other will do. */
  private async gone(stream: MediaStream): Promise<void> {
    if (stream === this.stream) {
      await this.replace().catch((e: unknown) =>
        this.lost(e instanceof NoMicrophone ? e.reason : String(e)),
      );
    }
  }

  private apply(): void {
    this.stream?.getAudioTracks().forEach((track) => (track.enabled = !this.muted));
  }
}

function stop(stream: MediaStream): void {
  stream.getTracks().forEach((track) => {
    track.onended = null;
    track.stop();
  });
}

/** A chosen device that is not there gives way to the system's. */
async function ask(device: string | undefined, how: 'exactly' | 'any' = 'any') {
  const voice = { echoCancellation: true, noiseSuppression: true, autoGainControl: true };
  const { mediaDevices } = navigator as { mediaDevices?: MediaDevices };
  if (!mediaDevices) {
    throw new NoMicrophone('insecure_page');
  }
  const open = (chosen: object) =>
    mediaDevices.getUserMedia({ audio: { ...voice, ...chosen } }).catch((e: unknown) => {
      throw new NoMicrophone(REASONS[(e as Error).name] ?? (e as Error).name);
    });
  if (device === undefined || device === '') {
    return open({});
  }
  const exact = open({ deviceId: { exact: device } });
  return how === 'exactly'
    ? exact
    : exact.catch((e: NoMicrophone) => (e.reason === 'denied' ? Promise.reject(e) : open({})));
}
