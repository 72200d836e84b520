import { describe, expect, it } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';

const ready = (): EventFrame => ({ ...serverFrame<'event'>('onReady'), seq: 1 });
const login = (): EventFrame => serverFrame<'event'>('onLogin');

describe('connecting', () => {
  it('shows the token only to the server', () => {
    const bench = new Bench();
    bench.connect();
    expect(bench.line.received[0]).toMatchObject({ type: 'auth', token: 'a.secret.token' });
    expect(bench.infos.join()).not.toContain('secret');
  });

  it('initSDK twice is one connection and one promise', async () => {
    const bench = new Bench();
    const first = bench.engine.start();
    const second = bench.engine.start();
    bench.welcome();
    expect(await first).toBe(await second);
    expect(bench.connections).toHaveLength(1);
  });

  it('commands given meanwhile wait and go out in order', () => {
    const bench = new Bench();
    void bench.engine.start();
    ['login', 'ready', 'snapshot'].forEach((name) => void bench.engine.command(name));
    expect(bench.line.received).toEqual([]);
    bench.welcome();
    expect(bench.line.commands().map((c) => c.command)).toEqual(['login', 'ready', 'snapshot']);
  });

  it('no more than 64 wait', async () => {
    const bench = new Bench();
    void bench.engine.start();
    const waiting = Array.from({ length: 65 }, () => bench.engine.command('ready'));
    await expect(waiting[64]).rejects.toMatchObject({ name: 'UNAVAILABLE' });
    bench.welcome();
    expect(bench.line.commands()).toHaveLength(64);
  });

  it('a server that accepts and says nothing is left', () => {
    const bench = new Bench();
    void bench.engine.start();
    bench.line.open();
    bench.ring('welcome');
    expect(bench.line.closedBySdk).toBe(true);
    expect(bench.alarms.has('retry')).toBe(true);
  });

  it('of several nodes the next one is taken when one is lost, and after the last the first', () => {
    const bench = new Bench({ url: ['ws://one.test/ws', 'ws://two.test/ws'] });
    bench.random = 0; // the order of the list
    bench.connect().drop();
    bench.ring('retry');
    bench.line.drop();
    bench.ring('retry');
    expect(bench.connections.map((c) => c.url)).toEqual([
      'ws://one.test/ws',
      'ws://two.test/ws',
      'ws://one.test/ws',
    ]);
  });

  it('one wrong address in the list is told before anything is opened', async () => {
    const bench = new Bench({ url: ['ws://one.test/ws', 'mailto:two'] });
    await expect(bench.engine.start()).rejects.toMatchObject({ name: 'BAD_REQUEST' });
    expect(bench.connections).toHaveLength(0);
  });

  it('the network coming back cuts the waiting short', () => {
    const bench = new Bench();
    bench.connect().drop();
    bench.online();
    expect(bench.connections).toHaveLength(2);
  });

  it('after close it can begin anew', async () => {
    const bench = new Bench();
    bench.connect();
    bench.engine.stop();
    const again = bench.engine.start();
    bench.welcome();
    expect(await again).toMatchObject({ user: 'admin' });
  });
});

describe('SockJS', () => {
  const carriers = (bench: Bench) => bench.connections.map((c) => c.carrier);
  const refuse = (bench: Bench) => {
    bench.line.drop(0);
    bench.ring('retry');
  };

  it('takes turns after two refusals until something works', () => {
    const bench = new Bench();
    void bench.engine.start();
    for (let i = 0; i < 4; i++) refuse(bench);
    const turns = ['websocket', 'websocket', 'sockjs', 'websocket', 'sockjs'];
    expect(carriers(bench)).toEqual(turns);
  });

  it('stays with what worked', () => {
    const bench = new Bench();
    bench.connect();
    for (let i = 0; i < 4; i++) refuse(bench);
    expect(new Set(carriers(bench))).toEqual(new Set(['websocket']));
  });

  it('is used from the start where the page asks for it', () => {
    const bench = new Bench({ transport: 'sockjs' });
    void bench.engine.start();
    expect(carriers(bench)).toEqual(['sockjs']);
  });
});

describe('a lost connection', () => {
  it('is resumed behind the newest event; commands without an answer are repeated', async () => {
    const bench = new Bench();
    const first = bench.connect();
    first.send(ready());
    const answer = bench.engine.command('busy');
    const asked = first.command('busy');
    first.drop();
    bench.ring('retry');
    bench.line.open();
    expect(bench.line.received[0]).toMatchObject({ resume: { seq: 1 } });
    bench.welcome({ resumed: true });
    expect(bench.line.command('busy')).toEqual(asked);
    bench.line.send({ ...serverFrame<'reply'>('reply busy'), id: asked?.id ?? '' });
    expect(await answer).toEqual({ presence: 'NOT_READY', reason: 'busy' });
  });

  it('events that come twice are told once', () => {
    const bench = new Bench();
    bench.connect().send(ready());
    bench.line.drop();
    bench.ring('retry');
    bench.welcome({ resumed: true }).send(ready());
    expect(bench.told.filter((name) => name === 'onReady')).toHaveLength(1);
  });

  it('a new session: what was asked fails, and the agent is signed in again before all else', async () => {
    const bench = new Bench();
    bench.connect().send(login());
    const lost = bench.engine.command('ready');
    bench.line.drop();
    const waits = bench.engine.command('busy');
    bench.ring('retry');
    bench.welcome({ session: 'another' });
    await expect(lost).rejects.toMatchObject({ name: 'UNAVAILABLE' });
    expect(bench.line.commands().map((c) => c.command)).toEqual(['login']);
    const id = bench.line.command('login')?.id ?? '';
    bench.line.send({ ...serverFrame<'reply'>('reply login'), id });
    expect(bench.line.commands().map((c) => c.command)).toEqual(['login', 'busy']);
    void waits;
  });

  it('a node that cannot sign in is left for another', () => {
    const bench = new Bench();
    bench.connect().send(login());
    bench.line.drop();
    bench.ring('retry');
    bench.welcome({ session: 'another' });
    const id = bench.line.command('login')?.id ?? '';
    bench.line.send({ type: 'reply', id, code: 13, msg: 'minority' });
    expect(bench.line.closedBySdk).toBe(true);
    bench.ring('retry');
    bench.line.open();
    expect(bench.line.received[0]).not.toHaveProperty('resume');
  });

  it('waits longer each time, with jitter, up to 15 s', () => {
    const bench = new Bench();
    const delays: number[] = [];
    void bench.engine.start();
    for (let i = 0; i < 7; i++) {
      bench.line.drop();
      delays.push(bench.alarms.get('retry')?.afterMs ?? -1);
      bench.ring('retry');
    }
    expect(delays).toEqual([250, 500, 1000, 2000, 4000, 7500, 7500]);
  });

  it('events are missing: resumes once from before the gap, then bears it', () => {
    const bench = new Bench();
    bench.connect().send({ ...ready(), seq: 3 });
    expect(bench.told).toEqual(['onConnect', 'onDisconnect']);
    bench.ring('retry');
    bench.welcome({ resumed: true }).send({ ...ready(), seq: 3 });
    expect(bench.told).toContain('onReady');
  });
});

describe('heartbeat', () => {
  it('names the newest event', () => {
    const bench = new Bench();
    bench.connect().send(ready());
    bench.ring('heartbeat');
    const ping = bench.line.received[bench.line.received.length - 1];
    expect(ping).toEqual({ type: 'ping', seq: 1, revision: 2 });
  });

  it('an event just behind the pong loses nothing', () => {
    const bench = new Bench();
    bench.connect();
    bench.ring('heartbeat');
    bench.line.send({ type: 'pong', seq: 1, revision: 2 });
    bench.line.send(ready());
    bench.line.send({ type: 'pong', seq: 1, revision: 2 });
    expect(bench.line.closedBySdk).toBe(false);
  });
});

describe('the end', () => {
  it.each(['bye token invalid', 'bye token expired'])('%s: told, no further try', async (name) => {
    const bench = new Bench();
    const started = bench.engine.start();
    bench.line.open();
    bench.line.send(serverFrame<'bye'>(name));
    const { code } = serverFrame<'bye'>(name);
    await expect(started).rejects.toMatchObject({ code });
    expect(bench.errors).toMatchObject([{ code }]);
    expect(bench.told).toEqual(['onError']);
    expect([...bench.alarms.keys()]).toEqual([]);
  });

  it('close code 4001 without a word is a refused token', async () => {
    const bench = new Bench();
    const started = bench.engine.start();
    bench.line.open();
    bench.line.drop(4001);
    await expect(started).rejects.toMatchObject({ name: 'TOKEN_INVALID' });
    expect([...bench.alarms.keys()]).toEqual([]);
  });

  it('kicked: onKicked, onDisconnect, and what was asked fails', async () => {
    const bench = new Bench();
    bench.connect();
    const asked = bench.engine.command('ready');
    bench.line.send({ ...serverFrame<'event'>('onKicked'), seq: 1 });
    bench.line.send(serverFrame<'bye'>('bye kicked'));
    await expect(asked).rejects.toMatchObject({ name: 'CONFLICT' });
    expect(bench.told).toEqual(['onConnect', 'onKicked', 'onDisconnect']);
    expect([...bench.alarms.keys()]).toEqual([]);
  });

  it('a network too slow for the token in time is no end', () => {
    const bench = new Bench();
    void bench.engine.start();
    bench.line.open();
    bench.line.send(serverFrame<'bye'>('bye no auth in time'));
    bench.ring('retry');
    bench.welcome();
    expect(bench.told).toEqual(['onConnect']);
  });

  it('a node that leaves is left', () => {
    const bench = new Bench();
    bench.connect().send(serverFrame<'bye'>('bye node leaves'));
    expect(bench.told).toEqual(['onConnect', 'onDisconnect']);
    expect(bench.alarms.has('retry')).toBe(true);
  });

  it('close: fails what was asked and stays away', async () => {
    const bench = new Bench();
    bench.connect();
    const asked = bench.engine.command('ready');
    bench.engine.stop();
    await expect(asked).rejects.toMatchObject({ name: 'UNAVAILABLE' });
    await expect(bench.engine.command('ready')).rejects.toMatchObject({ name: 'UNAVAILABLE' });
    expect(bench.told).toEqual(['onConnect', 'onDisconnect']);
    expect(bench.line.closedBySdk).toBe(true);
  });
});
