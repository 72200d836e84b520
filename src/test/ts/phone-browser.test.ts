// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { PhoneAudio } from '../../main/ts/sdk/phone/audio/audio';
import { lockElection, storageElection } from '../../main/ts/sdk/phone/election';
import type { NoMicrophone } from '../../main/ts/sdk/phone/softphone';
import { settled } from './support/phone-bench';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  localStorage.clear();
});

class FakeTrack {
  enabled = true;
  readyState = 'live';
  onended: (() => void) | null = null;

  constructor(readonly device: string) {}

  stop(): void {
    this.readyState = 'ended';
  }

  /** The device is pulled out. */
  end(): void {
    this.stop();
    this.onended?.();
  }
}

/** Microphones that are plugged in; the first is the system's choice. */
class FakeDevices {
  present = ['built-in', 'headset'];
  refusal: string | null = null;
  readonly opened: FakeTrack[] = [];

  get live(): FakeTrack[] {
    return this.opened.filter((t) => t.readyState === 'live');
  }

  readonly getUserMedia = async ({ audio }: { audio: { deviceId?: { exact: string } } }) => {
    const wanted = audio.deviceId?.exact ?? this.present[0];
    if (this.refusal !== null) {
      throw new DOMException('', this.refusal);
    }
    if (wanted === undefined || !this.present.includes(wanted)) {
      throw new DOMException('', wanted ? 'OverconstrainedError' : 'NotFoundError');
    }
    const track = new FakeTrack(wanted);
    this.opened.push(track);
    return { getTracks: () => [track], getAudioTracks: () => [track] };
  };
}

describe('the microphone', () => {
  let devices: FakeDevices;
  const events = { replaced: vi.fn(), noMicrophone: vi.fn(), heard: vi.fn() };
  const audio = (audioInput?: string) => new PhoneAudio({ audioInput }, events).microphone;

  beforeEach(() => {
    devices = new FakeDevices();
    vi.stubGlobal('navigator', { mediaDevices: devices });
    vi.clearAllMocks();
  });

  it('is given back when it was only tried', async () => {
    await audio().test();
    expect(devices.opened).toHaveLength(1);
    expect(devices.live).toEqual([]);
  });

  it.each([
    ['NotAllowedError', 'denied'],
    ['NotFoundError', 'not_found'],
    ['NotReadableError', 'in_use'],
  ])('refused as %s is told as %s', async (error, reason) => {
    devices.refusal = error;
    const refused = audio().test();
    await expect(refused).rejects.toMatchObject({ reason } satisfies Partial<NoMicrophone>);
  });

  it('is out of reach on an insecure page', async () => {
    vi.stubGlobal('navigator', {});
    await expect(audio().test()).rejects.toMatchObject({ reason: 'insecure_page' });
  });

  it('chosen but not there gives way to the system’s', async () => {
    await audio('gone').open();
    expect(devices.live).toMatchObject([{ device: 'built-in' }]);
  });

  it('pulled out in mid-call is replaced, as muted as before', async () => {
    const microphone = audio('headset');
    await microphone.open();
    microphone.mute(true);
    devices.present = ['built-in'];
    devices.live[0]?.end();
    await settled();
    expect(devices.live).toMatchObject([{ device: 'built-in', enabled: false }]);
    expect(events.replaced).toHaveBeenCalledWith(devices.live[0]);
  });

  it('pulled out without another is told', async () => {
    await audio().open();
    devices.present = [];
    devices.live[0]?.end();
    await settled();
    expect(events.noMicrophone).toHaveBeenCalledWith('not_found');
  });

  it('changes in mid-call', async () => {
    const microphone = audio();
    await microphone.open();
    await microphone.use('headset');
    expect(devices.live).toMatchObject([{ device: 'headset' }]);
    expect(events.replaced).toHaveBeenCalledOnce();
  });

  it('stays where the chosen one cannot be used', async () => {
    const microphone = audio();
    await microphone.open();
    await expect(microphone.use('gone')).rejects.toMatchObject({ reason: 'not_found' });
    expect(devices.live).toMatchObject([{ device: 'built-in' }]);
  });

  it('is closed though it was still being opened', async () => {
    const microphone = audio();
    const opening = microphone.open();
    microphone.close();
    await opening;
    await settled();
    expect(devices.live).toEqual([]);
  });
});

class ForbiddenAudio {
  static forbidden = true;
  play = () =>
    ForbiddenAudio.forbidden
      ? Promise.reject(new DOMException('', 'NotAllowedError'))
      : Promise.resolve();
  pause = () => undefined;
}

describe('sound that the browser forbids', () => {
  beforeEach(() => {
    ForbiddenAudio.forbidden = true;
  });

  it('is tried again when the user touches the page', async () => {
    vi.stubGlobal('Audio', ForbiddenAudio);
    const heard = vi.fn();
    const events = { replaced: vi.fn(), noMicrophone: vi.fn(), heard };
    new PhoneAudio({}, events).speaker.play('a', {} as MediaStream);
    await settled();
    ForbiddenAudio.forbidden = false;
    dispatchEvent(new Event('pointerdown'));
    await settled();
    expect(heard.mock.calls[0]).toEqual([false]);
    expect(heard.mock.lastCall).toEqual([true]);
  });

  it('is no longer believed silent after that, though nothing sounds any more', async () => {
    vi.stubGlobal('Audio', ForbiddenAudio);
    const heard = vi.fn();
    const audio = new PhoneAudio({}, { replaced: vi.fn(), noMicrophone: vi.fn(), heard });
    audio.speaker.play('a', {} as MediaStream);
    await settled();
    audio.speaker.stop('a');
    dispatchEvent(new Event('keydown'));
    expect(heard.mock.lastCall).toEqual([true]);
  });
});

describe('one tab has the audio', () => {
  const tab = () => ({ won: vi.fn(), lost: vi.fn() });

  it('by locks', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const [first, second] = [tab(), tab()];
    const held = lockElection('phone', first);
    lockElection('phone', second);
    await settled();
    expect(first.won).toHaveBeenCalled();
    expect(second.lost).toHaveBeenCalled();
    held.resign();
    await settled();
    expect(second.won).toHaveBeenCalled();
  });

  it('one that no longer waits does not get it', async () => {
    vi.stubGlobal('navigator', { locks: fakeLocks() });
    const [first, second] = [tab(), tab()];
    const held = lockElection('phone', first);
    const waiting = lockElection('phone', second);
    await settled();
    waiting.resign();
    held.resign();
    await settled();
    expect(second.won).not.toHaveBeenCalled();
  });

  it('by the storage where there are no locks', async () => {
    vi.useFakeTimers();
    const [first, second] = [tab(), tab()];
    const held = storageElection('phone', first);
    const waiting = storageElection('phone', second);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(first.won).toHaveBeenCalledOnce();
    expect(second.lost).toHaveBeenCalledOnce();
    expect(second.won).not.toHaveBeenCalled();
    held.resign();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(second.won).toHaveBeenCalledOnce();
    waiting.resign();
  });

  it('a tab that died without a word is no owner', async () => {
    vi.useFakeTimers();
    localStorage.setItem('phone', JSON.stringify({ tab: 'dead', at: Date.now() }));
    const alive = tab();
    const waiting = storageElection('phone', alive);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(alive.won).toHaveBeenCalledOnce();
    waiting.resign();
  });
});

/** Web Locks as far as an election goes. */
function fakeLocks() {
  const queue: (() => Promise<void>)[] = [];
  const next = async () => {
    await queue[0]?.();
    queue.shift();
    if (queue.length > 0) {
      void next();
    }
  };
  type Options = { ifAvailable?: boolean; signal?: AbortSignal };
  type Held = (lock: object | null) => Promise<void> | undefined;
  return {
    async request(_: string, options: Options, held: Held) {
      if (options.ifAvailable && queue.length > 0) {
        return held(null);
      }
      const run = async () => (options.signal?.aborted ? undefined : held({}));
      queue.push(run);
      if (queue.length === 1) {
        void next();
      }
    },
  };
}
