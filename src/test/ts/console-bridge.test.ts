import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Admission, Bridge, SILENCE_MS } from '../../main/ts/console/bridge';
import type { Bus, BusEvents } from '../../main/ts/console/event-bus';
import type { BoardMessage } from '../../main/ts/console/rows';
import { CtibarError } from '../../main/ts/sdk/error';

/** One connection, answered by hand. */
class FakeBus implements Bus {
  hear: (body: unknown) => void = () => undefined;
  readonly asked: { address: string; body: object; answer: (body: unknown) => void }[] = [];
  refuse: ((e: Error) => void) | null = null;
  closed = false;

  constructor(
    readonly token: string,
    readonly events: BusEvents,
  ) {}

  register(_: string, heard: (body: unknown) => void): void {
    this.hear = heard;
  }

  ask(address: string, body: object): Promise<unknown> {
    return new Promise((answer, refuse) => {
      this.refuse = refuse;
      this.asked.push({ address, body, answer });
    });
  }

  close(): void {
    this.closed = true;
  }

  asks(): string[] {
    return this.asked.map(({ address }) => address);
  }
}

const message = (type: BoardMessage['type'], revision: number): BoardMessage => {
  return { type, node: 'n1', revision, at: 0 };
};
const later = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('the bridge', () => {
  let buses: FakeBus[];
  let told: string[];
  let admission: Admission;
  let bridge: Bridge;
  const bus = () => buses[buses.length - 1] as FakeBus;

  beforeEach(() => {
    vi.useFakeTimers();
    buses = [];
    told = [];
    admission = 'admitted';
    const events = {
      followed: ({ board }: { board: { revision: number } | null }) =>
        told.push(String(board?.revision)),
      line: (line: string) => told.push(line),
      ended: (why: string) => told.push(`ended ${why}`),
    };
    bridge = new Bridge('token', events, {
      admission: () => Promise.resolve(admission),
      openBus: (token, busEvents) => {
        buses.push(new FakeBus(token, busEvents));
        return bus();
      },
      random: () => 0.5,
    });
  });
  afterEach(() => {
    bridge.close();
    vi.useRealTimers();
  });

  async function live(): Promise<void> {
    await bridge.open();
    bus().events.opened();
    bus().asked[0]?.answer(message('snapshot', 7));
    await later();
  }

  it('asks for the board once it listens, and follows', async () => {
    await live();
    bus().hear(message('delta', 8));
    expect(told).toEqual(['live', '7', 'live', '8']);
    expect(bus().asks()).toEqual(['cti.client.snapshot']);
  });

  it('asks anew where a delta is missing, once', async () => {
    await live();
    bus().hear(message('delta', 9));
    bus().hear(message('delta', 10));
    expect(bus().asks()).toHaveLength(2);
    bus().asked[1]?.answer(message('snapshot', 9));
    await later();
    expect(told[told.length - 1]).toBe('10');
  });

  it('silence is a lost connection', async () => {
    await live();
    await later(SILENCE_MS - 1);
    bus().hear(message('delta', 8));
    await later(SILENCE_MS - 1);
    expect(told).not.toContain('silent');
    await later(1);
    expect(told[told.length - 1]).toBe('silent');
    expect(buses[0]?.closed).toBe(true);
    await later(1_000);
    expect(buses).toHaveLength(2);
  });

  it('comes back after a loss, and begins anew', async () => {
    await live();
    bus().events.closed();
    expect(told[told.length - 1]).toBe('connecting');
    await later(1_000);
    bus().events.opened();
    bus().asked[0]?.answer(message('snapshot', 2));
    await later();
    expect(told.slice(-2)).toEqual(['live', '2']);
    buses[0]?.hear(message('delta', 3)); // of the old connection
    expect(told[told.length - 1]).toBe('2');
  });

  it('waits longer and longer while nothing is reachable', async () => {
    admission = 'unreachable';
    await bridge.open();
    await later(60_000);
    admission = 'admitted';
    await later(16_000);
    expect(buses).toHaveLength(1);
  });

  it('gives up a connection that never opens', async () => {
    await bridge.open();
    await later(SILENCE_MS);
    expect(bus().closed).toBe(true);
    await later(1_000);
    expect(buses).toHaveLength(2);
  });

  it.each(['expired', 'forbidden'] as const)('%s: ends, and tries no more', async (why) => {
    admission = why;
    await bridge.open();
    await later(60_000);
    expect(told).toEqual([`ended ${why}`]);
    expect(buses).toHaveLength(0);
  });

  it('a token that expired in mid-connection ends it', async () => {
    await live();
    admission = 'expired';
    bus().events.closed();
    await later(1_000);
    expect(told.slice(-2)).toEqual(['connecting', 'ended expired']);
  });

  it('a snapshot refused for want of a role ends it, too', async () => {
    await bridge.open();
    bus().events.opened();
    bus().refuse?.(new CtibarError(5, 'no'));
    await later();
    expect(told).toEqual(['ended forbidden']);
  });

  it('where the question itself is not taken, begins anew', async () => {
    await bridge.open();
    bus().events.opened();
    bus().events.denied();
    expect(told).toEqual(['connecting']);
    await later(1_000);
    expect(buses).toHaveLength(2);
  });

  it('another message that is not taken changes nothing', async () => {
    await live();
    bus().events.denied();
    expect(told).toEqual(['live', '7']);
  });

  it('begins a new connection with a new token, and only one', async () => {
    await live();
    bus().events.closed();
    bridge.renew('newer');
    bridge.renew('newest');
    await later(1_000);
    expect(buses.map(({ token }) => token)).toEqual(['token', 'newest']);
    expect(buses[0]?.closed).toBe(true);
  });

  it('forces, and tells whether that waits', async () => {
    await live();
    const queued = bridge.force('agent2', 'rest', 'why');
    expect(bus().asked[1]).toMatchObject({
      address: 'cti.client.agent.force',
      body: { agentId: 'agent2', to: 'rest', reason: 'why' },
    });
    bus().asked[1]?.answer({ queued: true });
    await expect(queued).resolves.toBe(true);
    bus().events.closed();
    await expect(bridge.force('agent2', 'rest', 'why')).rejects.toMatchObject({ code: 13 });
  });
});
