import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import { snapshotOf } from '../../main/ts/sdk/snapshot';
import { Bench } from './support/bench';
import { serverFrame, serverFrames } from './support/golden';

type Data = Record<string, unknown>;

const good = (): Data => serverFrame<'event'>('onSnapshot in a consultation').data;
const call = (change: object): Data => ({
  ...good(),
  call: { ...(good()['call'] as Data), ...change },
});

describe('a snapshot', () => {
  const golden = serverFrames.filter(({ name }) => name.startsWith('onSnapshot'));

  it.each(golden)('$name is taken as it stands', ({ frame }) => {
    const { data } = frame as EventFrame;
    expect(snapshotOf(data)).toEqual(data);
  });

  it('what is left out is null', () => {
    const { reason, next, call: _, ...rest } = good();
    expect(snapshotOf(rest)).toMatchObject({ reason: null, next: null, call: null });
    const bare = { callId: 'c1', popScreenNo: '1', direction: 'INBOUND' };
    const nothing = { heldBy: null, consult: null, queue: null, reason: null, muted: false };
    expect(snapshotOf({ ...rest, call: bare })?.call).toMatchObject({
      ...bare,
      ...nothing,
      data: {},
    });
  });

  it('fields and states of a newer server do no harm', () => {
    expect(snapshotOf({ ...good(), work: 'PARKED', mood: 'good' })).toMatchObject({ mood: 'good' });
  });

  const nonsense: [string, Data][] = [
    ['empty', {}],
    ['no signedIn', { ...good(), signedIn: 'yes' }],
    ['no presence', { ...good(), presence: null }],
    ['a number as work', { ...good(), work: 7 }],
    ['a reason that is no text', { ...good(), reason: {} }],
    ['allowed is no list', { ...good(), allowed: 'hangup' }],
    ['times that are none', { ...good(), readyAt: null }],
    ['a call that is none', { ...good(), call: 'yes' }],
    ['a list of calls', { ...good(), call: [] }],
    ['a call without a name', call({ callId: null })],
    ['a call with nobody', call({ popScreenNo: undefined })],
    ['held by a number', call({ heldBy: 1 })],
    ['consulting nobody', call({ consult: { state: 'talking' } })],
    ['consulting a text', call({ consult: '1002' })],
  ];

  it.each(nonsense)('%s: told as an error, and nothing is changed by it', (_, data) => {
    expect(snapshotOf(data)).toBe(null);
    const bench = new Bench();
    bench.connect().send(serverFrame<'event'>('onLogin'));
    const before = bench.engine.view;
    const frame = serverFrame<'event'>('onSnapshot idle');
    bench.line.send({ ...frame, seq: 2, data });
    expect(bench.told).toEqual(['onConnect', 'onLogin', 'onError']);
    expect(bench.errors).toMatchObject([{ name: 'INTERNAL' }]);
    expect(bench.engine.view).toEqual(before);
    bench.line.send({ ...serverFrame<'event'>('onReady'), seq: 3 });
    expect(bench.told[3]).toBe('onReady');
  });
});

describe('frames that make no sense', () => {
  it.each(['moving', 'welcome', 'event', 'pong', 'reply', 'bye', 'error'])(
    '%s without its fields is passed over',
    (type) => {
      const bench = new Bench();
      bench.connect();
      bench.line.send(`{"type":"${type}"}`);
      bench.line.send(`{"type":"${type}","withinMs":"soon","seq":"1","session":null}`);
      expect(bench.told).toEqual(['onConnect']);
      expect(bench.connections).toHaveLength(1);
    },
  );
});
