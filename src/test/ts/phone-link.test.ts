import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { PhoneHost, PhoneModule } from '../../main/ts/sdk/phone/module';
import type { Settings } from '../../main/ts/sdk/phone/settings';
import { FACTORY } from '../../main/ts/sdk/phone/module';
import { PhoneLink } from '../../main/ts/sdk/phone/phone-link';
import type { PhoneConfig } from '../../main/ts/sdk/phone-types';
import type { CtibarCallbacks } from '../../main/ts/sdk/types';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';
import { SETTINGS, settled } from './support/phone-bench';

interface Made extends PhoneModule {
  host: PhoneHost;
  settings: Settings;
  stopped: string[];
  events: string[];
}

let made: Made[] = [];

function factory(host: PhoneHost, settings: Settings): Made {
  const module: Made = {
    host,
    settings,
    stopped: [],
    events: [],
    heard: (event) => void module.events.push(event),
    offhook: () => Promise.resolve({ callId: 'by the page' }),
    retry: () => Promise.resolve(),
    devices: () => Promise.resolve({ inputs: [], outputs: [] }),
    use: () => Promise.resolve(),
    stop: (manner) => void module.stopped.push(manner),
  };
  made.push(module);
  return module;
}

beforeEach(() => {
  made = [];
  vi.stubGlobal(FACTORY, factory);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

class Tab {
  readonly bench: Bench;
  readonly link: PhoneLink;

  constructor(phone?: PhoneConfig, callbacks?: CtibarCallbacks) {
    const config = { phone };
    this.bench = new Bench(config, callbacks);
    this.link = new PhoneLink(this.bench.engine, config, this.bench.platform, undefined);
    this.bench.connect().send(serverFrame<'event'>('onLogin'));
  }

  get asked() {
    return this.bench.line.command('phone');
  }

  async answer(change: { code?: number; data?: object }): Promise<void> {
    const reply = { ...serverFrame<'reply'>('reply login'), code: 0, id: this.asked?.id ?? '' };
    this.bench.line.send({ ...reply, data: {}, ...change } as typeof reply);
    await settled();
  }

  event(name: string, seq: number): void {
    this.bench.line.send({ ...serverFrame<'event'>(name), seq, revision: seq });
  }
}

const { user, iceServers, ...least } = SETTINGS;

describe('which phone', () => {
  it('is asked of the server after sign-in', async () => {
    const tab = new Tab();
    await tab.answer({ data: { type: 'webrtc', ...SETTINGS } });
    expect(made).toMatchObject([{ settings: SETTINGS }]);
  });

  it('is a desk phone where the server says so', async () => {
    const tab = new Tab();
    await tab.answer({ data: { type: 'desk' } });
    expect(made).toEqual([]);
  });

  it.each([2, 19])('is a desk phone where the server knows of none (%i)', async (code) => {
    const tab = new Tab();
    await tab.answer({ code });
    expect(made).toEqual([]);
    expect(tab.bench.errors).toEqual([]);
  });

  it('is not asked where the page says a desk phone', () => {
    expect(new Tab({ type: 'desk' }).asked).toBeUndefined();
  });

  it('is not asked where the page knows all', async () => {
    const tab = new Tab({ type: 'webrtc', ...least });
    await settled();
    expect(tab.asked).toBeUndefined();
    expect(made).toMatchObject([{ settings: { ...least, user, iceServers } }]);
  });

  it('takes from the server what the page leaves out', async () => {
    const tab = new Tab({ type: 'webrtc', servers: ['ws://own.test:5066'], ringtone: false });
    await tab.answer({ data: { type: 'webrtc', ...SETTINGS } });
    expect(made).toMatchObject([{ settings: { ...SETTINGS, servers: ['ws://own.test:5066'] } }]);
    expect(made[0]?.host.options.ringtone).toBe(false);
  });

  it('is an error where the page wants one and neither knows how', async () => {
    const tab = new Tab({ type: 'webrtc' });
    await tab.answer({ data: { type: 'desk' } });
    expect(tab.bench.errors).toMatchObject([{ name: 'BAD_REQUEST' }]);
  });

  it('is asked again where the server could not answer', async () => {
    const tab = new Tab();
    await tab.answer({ code: 13 });
    tab.bench.ring('phone start');
    await tab.answer({ data: { type: 'webrtc', ...SETTINGS } });
    expect(made).toHaveLength(1);
  });
});

describe('the phone', () => {
  async function signedIn(callbacks?: CtibarCallbacks): Promise<Tab> {
    const tab = new Tab({ type: 'webrtc', ...least }, callbacks);
    await settled();
    return tab;
  }

  it('answers instead of the server', async () => {
    const tab = await signedIn();
    await expect(tab.link.offhook()).resolves.toEqual({ callId: 'by the page' });
    expect(tab.bench.line.command('offhook')).toBeUndefined();
  });

  it('hears every event', async () => {
    const tab = await signedIn();
    tab.event('onReady', 2);
    expect(made[0]?.events).toContain('onReady');
  });

  it('tells its state', async () => {
    const onPhone = vi.fn();
    const tab = await signedIn({ onPhone });
    made[0]?.host.status({ state: 'registered', reason: null });
    expect(onPhone.mock.calls).toEqual([[{ state: 'registered', reason: null }]]);
    expect(tab.link.state).toEqual({ state: 'registered', reason: null });
  });

  it.each([
    ['onLogout', 'politely'],
    ['onKicked', 'quietly'],
  ])('ends with the sign-in (%s: %s)', async (event, manner) => {
    const tab = await signedIn();
    tab.event(event, 2);
    expect(made[0]?.stopped).toEqual([manner]);
  });

  it('leaves the call alone when the page leaves', async () => {
    const tab = await signedIn();
    tab.bench.engine.stop();
    expect(made[0]?.stopped).toEqual(['quietly']);
  });

  it('lives on while the connection to the platform is away', async () => {
    const tab = await signedIn();
    tab.bench.line.drop();
    expect(made[0]?.stopped).toEqual([]);
  });

  it('is another one after the next sign-in', async () => {
    const tab = await signedIn();
    tab.event('onLogout', 2);
    tab.event('onLogin', 3);
    await settled();
    expect(made).toHaveLength(2);
  });
});

it('without a phone in the page its methods say so', async () => {
  const tab = new Tab({ type: 'desk' });
  await expect(tab.link.retry()).rejects.toMatchObject({ name: 'NOT_FOUND' });
  void tab.link.devices(); // ignoring it is fine
  expect(tab.link.state.state).toBe('off');
  void tab.link.offhook();
  expect(tab.bench.line.command('offhook')).toBeDefined();
});
