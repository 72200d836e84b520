import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Ctibar } from '../../main/ts/sdk/ctibar';
import type { CtibarError } from '../../main/ts/sdk/error';
import type { CtibarConfig } from '../../main/ts/sdk/types';
import { FakeWebSocket } from './support/fake-web-socket';
import { clientFrames } from './support/golden';

const CONFIG: CtibarConfig = { url: 'ws://cti.test/ws', token: 'a.secret.token' };

type Method = (...args: unknown[]) => Promise<unknown>;

/** The document's methods and those beyond it. */
const METHODS = [
  ...['initSDK', 'login', 'logout', 'ready', 'busy', 'rest', 'makecall', 'offhook', 'hangup'],
  ...['hold', 'unhold', 'transfer', 'consult', 'consultComplete', 'consultCancel', 'dtmf'],
  ...['mute', 'unmute', 'conference', 'alternate', 'reject', 'snapshot', 'close'],
];

function method(ctibar: Ctibar, name: string): Method {
  return (ctibar as unknown as Record<string, Method>)[name] as Method;
}

beforeEach(() => {
  FakeWebSocket.all = [];
  vi.stubGlobal('WebSocket', FakeWebSocket);
});

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('methods', () => {
  const ofTheSdk = ['renew', 'phone', 'reattach'];
  const ofThePage = clientFrames.filter(
    ({ frame }) => frame.type === 'command' && !ofTheSdk.includes(frame.command),
  );
  it.each(ofThePage)('send the golden frame "$name"', async ({ frame }) => {
    if (frame.type !== 'command') {
      return;
    }
    const ctibar = new Ctibar(CONFIG);
    await ctibar.initSDK();
    void method(ctibar, frame.command)(...Object.values(frame.args));
    const { id: _, ...sent } = FakeWebSocket.last.received[1] as typeof frame;
    const { id: __, ...golden } = frame;
    expect(sent).toEqual(golden);
  });

  it.each(METHODS)('%s works taken from its object', (name) => {
    const taken = method(new Ctibar(CONFIG), name);
    expect(taken()).toBeInstanceOf(Promise);
  });

  it('click handlers may hand over their event', async () => {
    const ctibar = new Ctibar(CONFIG);
    await ctibar.initSDK();
    void (ctibar.busy as unknown as Method)({ type: 'click' });
    expect(FakeWebSocket.last.received[1]).toMatchObject({ command: 'busy', args: {} });
  });

  it('a number may be a number', async () => {
    const ctibar = new Ctibar(CONFIG);
    await ctibar.initSDK();
    void (ctibar.makecall as unknown as Method)(1002);
    expect(FakeWebSocket.last.received[1]).toMatchObject({ args: { to: '1002' } });
  });
});

describe('the phone in the page', () => {
  it('is there for pages that ask, and off', async () => {
    const { phone } = new Ctibar(CONFIG);
    expect(phone.state).toEqual({ state: 'off', reason: null });
    await expect(phone.devices()).rejects.toMatchObject({ name: 'NOT_FOUND' });
  });
});

describe('before initSDK', () => {
  it.each(METHODS.filter((name) => !['initSDK', 'close'].includes(name)))(
    '%s rejects as UNAVAILABLE',
    async (name) => {
      const rejected = method(new Ctibar(CONFIG), name)('1002');
      await expect(rejected).rejects.toMatchObject({ code: 13, name: 'UNAVAILABLE' });
    },
  );

  it('nobody has to look at a promise', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown) => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const ctibar = new Ctibar(CONFIG);
    METHODS.filter((name) => name !== 'initSDK').forEach((name) => void method(ctibar, name)());
    void new Ctibar({ url: '', token: '' }).initSDK();
    await new Promise((resolve) => setImmediate(resolve)); // when node has looked for them
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('a bad configuration', () => {
  it.each([
    ['no url', { ...CONFIG, url: undefined }, 'BAD_REQUEST'],
    ['an empty url', { ...CONFIG, url: '' }, 'BAD_REQUEST'],
    ['another protocol', { ...CONFIG, url: 'ftp://cti.test/ws' }, 'BAD_REQUEST'],
    ['no token', { ...CONFIG, token: undefined }, 'TOKEN_INVALID'],
    ['an empty token', { ...CONFIG, token: '' }, 'TOKEN_INVALID'],
    ['a token of another kind', { ...CONFIG, token: 7 }, 'TOKEN_INVALID'],
  ])('%s is told by initSDK and errLog', async (_, config, name) => {
    const errLog = vi.fn<(e: CtibarError) => void>();
    const ctibar = new Ctibar({ ...config, errLog } as unknown as CtibarConfig, {});
    await expect(ctibar.initSDK()).rejects.toMatchObject({ name });
    expect(errLog.mock.calls).toMatchObject([[{ name }]]);
    expect(FakeWebSocket.all).toEqual([]);
  });

  it.each([[undefined], [null]])('nothing at all (%s) throws nothing', async (nothing) => {
    const ctibar = new Ctibar(nothing as unknown as CtibarConfig, nothing);
    await expect(ctibar.initSDK()).rejects.toMatchObject({ name: 'BAD_REQUEST' });
  });
});
