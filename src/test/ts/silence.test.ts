import { describe, expect, it } from 'vitest';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';

const TWO = ['ws://one.test/ws', 'ws://two.test/ws'];
const pings = (bench: Bench) => bench.line.received.filter((f) => f.type === 'ping').length;
const pong = { type: 'pong', seq: 0, revision: 0 } as const;

describe('a node that froze', () => {
  it('is asked once more, and then left', () => {
    const bench = new Bench();
    bench.connect();
    bench.ring('heartbeat');
    expect(bench.alarms.get('silence')?.afterMs).toBe(2_000);
    bench.ring('silence');
    expect(pings(bench)).toBe(2);
    expect(bench.alarms.get('silence')?.afterMs).toBe(1_000);
    expect(bench.line.closedBySdk).toBe(false);
    bench.ring('silence');
    expect(bench.line.closedBySdk).toBe(true);
    expect(bench.told).toEqual(['onConnect', 'onDisconnect']);
  });

  it('that says anything at all, be it late, is not left', () => {
    const bench = new Bench();
    bench.connect();
    bench.ring('heartbeat');
    bench.ring('silence');
    bench.line.send({ ...serverFrame<'event'>('onLogin'), seq: 1 });
    bench.ring('silence');
    expect(bench.line.closedBySdk).toBe(false);
  });

  it('a frame that this version does not know is a sign of life', () => {
    const bench = new Bench();
    bench.connect();
    bench.ring('heartbeat');
    bench.ring('silence');
    bench.line.send('{"type":"newer"}');
    bench.ring('silence');
    expect(bench.line.closedBySdk).toBe(false);
  });

  it('a command, too, must be answered with something', () => {
    const bench = new Bench();
    bench.connect();
    void bench.engine.command('makecall', { to: '1002' });
    bench.ring('silence');
    bench.line.send(pong); // it rings: that may take its time
    expect(bench.alarms.has('silence')).toBe(true);
    bench.ring('silence');
    expect(bench.line.closedBySdk).toBe(false);
  });

  it('a heartbeat does not put off what a command waits for', () => {
    const bench = new Bench();
    bench.connect();
    void bench.engine.command('ready');
    bench.ring('silence');
    bench.ring('heartbeat');
    expect(bench.alarms.get('silence')?.afterMs).toBe(1_000);
  });

  it('by SockJS everything takes longer', () => {
    const bench = new Bench({ transport: 'sockjs' });
    bench.connect();
    bench.ring('heartbeat');
    expect(bench.alarms.get('silence')?.afterMs).toBe(4_000);
  });

  it('is noticed sooner where there is another node to go to', () => {
    const alone = new Bench();
    alone.connect();
    expect(alone.alarms.get('heartbeat')?.afterMs).toBe(15_000);
    const cluster = new Bench({ url: TWO });
    cluster.connect();
    expect(cluster.alarms.get('heartbeat')?.afterMs).toBe(5_000);
  });

  it('a server that wants to hear more often does', () => {
    const cluster = new Bench({ url: TWO });
    cluster.connect({ heartbeatMs: 1_000 });
    expect(cluster.alarms.get('heartbeat')?.afterMs).toBe(1_000);
  });

  it('one that takes the connection and then says nothing is left for the next one', () => {
    const bench = new Bench({ url: TWO });
    bench.connect().drop();
    bench.ring('retry');
    bench.line.open();
    expect(bench.alarms.get('welcome')?.afterMs).toBe(1_500);
    const frozen = bench.line;
    bench.ring('welcome');
    expect(frozen.closedBySdk).toBe(true);
    bench.ring('retry');
    expect(bench.line.url).not.toBe(frozen.url);
  });
});
