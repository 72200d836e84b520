// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Admission } from '../../main/ts/console/bridge';
import { Desk } from '../../main/ts/console/desk';
import type { Bus, BusEvents } from '../../main/ts/console/event-bus';
import type { Agent, Call } from '../../main/ts/console/rows';
import { CtibarError } from '../../main/ts/sdk/error';

const HOUR_S = 3_600;
const LIFETIME_S = 12 * HOUR_S;
const AGENT: Agent = {
  ...{ id: 'agent1', name: 'Agent 1', groups: [], since: 0, presence: 'READY', work: 'IDLE' },
};

const WAITING: Call = {
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', from: '13800001111', queueId: '1' },
  ...{ state: 'WAITING', startedAt: 1 },
};

describe('the desk', () => {
  let desk: Desk;
  let admission: Admission;
  let tokens: string[];
  let events: BusEvents | null;
  let act: (body: object) => Promise<unknown>;
  let requests: RequestInit[];
  let code: number;

  beforeEach(() => {
    vi.useFakeTimers();
    admission = 'admitted';
    tokens = [];
    events = null;
    requests = [];
    code = 0;
    act = () => Promise.resolve({ queued: false });
    vi.stubGlobal('fetch', (_: string, request: RequestInit) => {
      requests.push(request);
      const expiresAt = Math.floor(Date.now() / 1_000) + LIFETIME_S;
      const data = { user: 'boss', nickname: 'Boss', token: `t${requests.length}`, expiresAt };
      return Promise.resolve({ json: () => Promise.resolve({ code, data, msg: '' }) });
    });
    desk = new Desk({
      admission: () => Promise.resolve(admission),
      openBus: (token, busEvents) => {
        tokens.push(token);
        events = busEvents;
        return bus();
      },
      random: () => 0.5,
    });
  });
  afterEach(() => {
    desk.leave();
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  function bus(): Bus {
    const whole = { type: 'snapshot', node: 'n1', revision: 1, at: Date.now(), agents: [AGENT] };
    return {
      register: () => undefined,
      ask: (address, body) =>
        address === 'cti.client.snapshot' ? Promise.resolve(whole) : act(body),
      close: () => undefined,
    };
  }

  async function seated(): Promise<void> {
    await desk.signIn('boss', '654321');
    await vi.advanceTimersByTimeAsync(0);
    events?.opened();
    await vi.advanceTimersByTimeAsync(0);
  }

  it('signs in with the MD5 of the password, and shows the board', async () => {
    await seated();
    const body = { username: 'boss', password: 'c33367701511b4f6020ec61ded352059' };
    expect(JSON.parse(requests[0]?.body as string)).toEqual(body);
    expect(desk.store.value).toMatchObject({ user: 'Boss', line: 'live', problem: null });
    expect(desk.store.value.followed.board?.agents.get('agent1')).toBe(AGENT);
    expect(sessionStorage.getItem('ctibar.console.token')).toBe('t1');
  });

  it.each([
    [7, 'failed_BAD_CREDENTIALS'],
    [8, 'expired'],
    [9, 'failed_RATE_LIMITED'],
    [13, 'unreachable'],
    [50, 'failed_INTERNAL'],
  ])('code %i is told as %s', async (refusal, problem) => {
    code = refusal;
    await desk.signIn('boss', 'x');
    expect(desk.store.value).toMatchObject({ user: null, problem });
  });

  it('after a reload goes on with the token, also where nobody answers at first', async () => {
    await seated();
    code = 13;
    await desk.resume();
    expect(desk.store.value.problem).toBe('unreachable');
    code = 0;
    await desk.resume();
    expect(requests.slice(1)).toMatchObject([
      { headers: { token: 't1' } },
      { headers: { token: 't1' } },
    ]);
    expect(desk.store.value).toMatchObject({ user: 'Boss', problem: null });
  });

  it('renews the token before it expires, and connects with the new one', async () => {
    await seated();
    await vi.advanceTimersByTimeAsync(0.79 * LIFETIME_S * 1_000);
    expect(requests).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(0.02 * LIFETIME_S * 1_000);
    expect(requests[1]).toMatchObject({ method: 'POST', headers: { token: 't1' } });
    expect(requests[1]?.body).toBeUndefined();
    expect(tokens[tokens.length - 1]).toBe('t2');
    expect(sessionStorage.getItem('ctibar.console.token')).toBe('t2');
  });

  it('an expired token leads back to the sign-in form, and is forgotten', async () => {
    await seated();
    admission = 'expired';
    events?.closed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(desk.store.value).toMatchObject({ user: null, problem: 'expired' });
    expect(sessionStorage.length).toBe(0);
  });

  it('forces, and takes it back', async () => {
    await seated();
    const bodies: object[] = [];
    act = (body) => Promise.resolve(bodies.push(body)).then(() => ({ queued: false }));
    await desk.force(AGENT, 'rest', 'help in sales');
    const { outcome } = desk.store.value;
    expect(outcome).toMatchObject({ kind: 'done', act: { to: 'rest', back: 'ready' } });
    await desk.undo(outcome ?? never(), 'taken back');
    expect(desk.store.value.outcome?.kind).toBe('undone');
    expect(bodies).toEqual([
      { agentId: 'agent1', to: 'rest', reason: 'help in sales' },
      { agentId: 'agent1', to: 'ready', reason: 'taken back' },
    ]);
  });

  it('moves a caller, and back; what is preferred stays so', async () => {
    await seated();
    const bodies: object[] = [];
    act = (body) => Promise.resolve(bodies.push(body));
    await desk.onCall(WAITING, 'move', 'waits long', '2');
    const { outcome } = desk.store.value;
    expect(outcome).toMatchObject({ kind: 'done', act: { what: 'move', back: '1' } });
    await desk.undo(outcome ?? never(), 'taken back');
    await desk.onCall(WAITING, 'prefer', 'waits long');
    expect(desk.store.value.outcome).toMatchObject({ act: { what: 'prefer', back: null } });
    expect(bodies).toEqual([
      { callId: 'c1', groupId: '2', reason: 'waits long' },
      { callId: 'c1', groupId: '1', reason: 'taken back' },
      { callId: 'c1', reason: 'waits long' },
    ]);
  });

  it('tells why something could not be taken back', async () => {
    await seated();
    await desk.force(AGENT, 'rest', 'why');
    act = () => Promise.reject(new CtibarError(3, 'signed out'));
    await desk.undo(desk.store.value.outcome ?? never(), 'taken back');
    expect(desk.store.value.outcome).toMatchObject({ kind: 'refused', failure: { code: 3 } });
  });
});

function never(): never {
  throw new Error('there is no outcome');
}
