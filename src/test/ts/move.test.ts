import { beforeEach, describe, expect, it } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import { Bench, type FakeConnection } from './support/bench';
import { serverFrame } from './support/golden';

const ONE = 'ws://one.test/ws';
const TWO = 'ws://two.test/ws';
const THREE = 'ws://three.test/ws';

let seq = 0;
let bench: Bench;
let first: FakeConnection;

function numbered(name: string, revision: number, change: object = {}): EventFrame {
  const frame = serverFrame<'event'>(name);
  return { ...frame, seq: ++seq, revision, data: { ...frame.data, ...change } };
}

function begin(url: string | string[]): void {
  seq = 0;
  bench = new Bench({ url });
  bench.random = 0; // the order of the list
  first = bench.connect();
  first.send(numbered('onLogin', 1));
  first.send(numbered('onReady', 2));
}

function isTold(): string[] {
  return bench.told.slice(['onConnect', 'onLogin', 'onReady'].length);
}

function leave(): void {
  first.send(serverFrame<'moving'>('moving'));
}

/** The other node goes on with the session. */
function welcomed(): FakeConnection {
  seq = 0;
  return bench.welcome(serverFrame<'welcome'>('welcome, moved'));
}

function idle(revision: number, change: object = {}): EventFrame {
  const ready = { presence: 'READY', reason: null };
  return numbered('onSnapshot idle', revision, { ...ready, revision, ...change });
}

beforeEach(() => begin([ONE, TWO]));

describe('a node that says moving', () => {
  it('serves until another one has welcomed the page, which notices nothing', () => {
    leave();
    expect(bench.connections.map((c) => c.url)).toEqual([ONE, TWO]);
    first.send(numbered('onRing inbound', 3));
    bench.line.open();
    const resume = { session: '01J9Z3T6Q8-3f0c9a1e5b7d4c28', seq: 3, signedIn: true };
    expect(bench.line.received).toMatchObject([{ type: 'auth', resume }]);
    expect(first.closedBySdk).toBe(false);
    welcomed();
    expect(first.closedBySdk).toBe(true);
    expect(isTold()).toEqual(['onRing']);
    bench.line.send(numbered('onRing inbound', 9));
    expect(isTold()).toEqual(['onRing', 'onRing']);
  });

  it('carries out commands meanwhile; the next one is sent what has no answer, once more', () => {
    leave();
    void bench.engine.command('busy');
    expect(first.commands().map((c) => c.command)).toEqual(['busy']);
    expect(bench.line.commands()).toEqual([]);
    welcomed();
    expect(bench.line.commands()).toEqual(first.commands());
  });

  it('is not heard any more once it is left', () => {
    leave();
    welcomed();
    first.send({ ...numbered('onBusy', 3), seq: 1 });
    first.drop();
    expect(isTold()).toEqual([]);
  });

  it('may say so twice', () => {
    leave();
    leave();
    expect(bench.connections).toHaveLength(2);
  });

  it('and dies before another one is found: as if it had said nothing', () => {
    leave();
    const second = bench.line;
    first.drop();
    expect(second.closedBySdk).toBe(true);
    expect(isTold()).toEqual(['onDisconnect']);
    bench.ring('retry');
    expect(bench.line.url).toBe(TWO);
    welcomed();
    expect(isTold()).toEqual(['onDisconnect', 'onConnect']);
  });

  it('is the only one: its address is tried again, perhaps of a balancer', () => {
    begin(ONE);
    leave();
    expect(bench.connections.map((c) => c.url)).toEqual([ONE, ONE]);
    welcomed();
    expect(first.closedBySdk).toBe(true);
  });

  it('says so before it welcomed anybody: the page waits for the welcome', () => {
    bench = new Bench({ url: [ONE, TWO] });
    void bench.engine.start();
    bench.line.open();
    bench.line.send(serverFrame<'moving'>('moving'));
    expect(bench.connections).toHaveLength(1);
  });

  it('is left for good when the page closes meanwhile', () => {
    leave();
    bench.engine.stop();
    expect(bench.connections.map((c) => c.closedBySdk)).toEqual([true, true]);
    expect([...bench.alarms.keys()]).toEqual([]);
  });

  it('a session that nobody knows any more is signed in anew', () => {
    leave();
    bench.welcome({ session: 'another' });
    expect(bench.line.commands().map((c) => c.command)).toEqual(['login']);
    expect(isTold()).toEqual([]);
  });
});

describe('another node that cannot be moved to', () => {
  const tries: [string, () => void][] = [
    ['refuses the connection', () => bench.line.drop(0)],
    ['leaves, too', () => bench.line.send(serverFrame<'bye'>('bye node leaves'))],
    ['takes the connection and says nothing', () => bench.ring('next welcome')],
  ];

  it.each(tries)('%s: the following one is tried', (_, fail) => {
    begin([ONE, TWO, THREE]);
    leave();
    fail();
    bench.ring('next retry');
    expect(bench.line.url).toBe(THREE);
    expect(first.closedBySdk).toBe(false);
    welcomed();
    expect(first.closedBySdk).toBe(true);
  });

  it('pauses grow once all were tried', () => {
    bench.random = 0.5;
    leave();
    const delays: (number | undefined)[] = [];
    for (let i = 0; i < 5; i++) {
      bench.line.drop(0);
      delays.push(bench.alarms.get('next retry')?.afterMs);
      bench.ring('next retry');
    }
    expect(delays).toEqual([50, 250, 500, 1000, 2000]);
    expect(isTold()).toEqual([]);
  });

  it.each(['', 'null', '[]', '{"type":"welcome"}', '{"type":"newer","seq":1}', '{"type":"event"}'])(
    'says %j: the page waits for the welcome',
    (text) => {
      leave();
      bench.line.open();
      bench.line.send(text);
      bench.line.send(numbered('onBusy', 3));
      expect(isTold()).toEqual([]);
      welcomed();
      expect(first.closedBySdk).toBe(true);
    },
  );
});

describe('what both nodes tell', () => {
  it('an older snapshot is not compared, and what was told is not told again', () => {
    leave();
    const ring = numbered('onRing inbound', 3);
    first.send(ring);
    welcomed();
    bench.line.send(idle(2));
    bench.line.send({ ...ring, seq: ++seq });
    expect(isTold()).toEqual(['onRing']);
    bench.line.send(numbered('onAnswer', 4));
    expect(isTold()).toEqual(['onRing', 'onAnswer']);
    expect(bench.engine.view).toMatchObject({ work: 'TALKING', revision: 4 });
  });

  it('of one change the page heard the first half only: the other half is told', () => {
    first.send(numbered('onRing inbound', 3));
    leave();
    first.send(numbered('onHangup', 4));
    welcomed();
    bench.line.send(idle(3));
    bench.line.send(numbered('onHangup', 4));
    bench.line.send(numbered('onReady', 4));
    expect(isTold()).toEqual(['onRing', 'onHangup', 'onReady']);
  });

  it('and the same where the snapshot is what tells the other half', () => {
    first.send(numbered('onRing inbound', 3));
    leave();
    first.send(numbered('onHangup', 4));
    welcomed();
    bench.line.send(idle(4));
    expect(isTold()).toEqual(['onRing', 'onHangup', 'onReady', 'onSnapshot']);
  });

  it('kicked is believed, of whatever revision', () => {
    leave();
    welcomed();
    bench.line.send(numbered('onKicked', 0));
    bench.line.send(serverFrame<'bye'>('bye kicked'));
    expect(isTold()).toEqual(['onKicked', 'onDisconnect']);
    expect([...bench.alarms.keys()]).toEqual([]);
  });

  it('signed out is believed, however old', () => {
    leave();
    first.send(numbered('onBusy', 3));
    welcomed();
    const out = { signedIn: false, presence: 'LOGGED_OUT', reason: 'forced', allowed: ['login'] };
    bench.line.send(idle(2, out));
    expect(isTold()).toEqual(['onBusy', 'onLogout', 'onSnapshot']);
    expect(bench.engine.view.signedIn).toBe(false);
  });
});

describe('a node that dies', () => {
  it('the next one is tried at once, each again at once, and then with pauses', () => {
    bench.random = 0.5;
    const delays: (number | undefined)[] = [];
    for (let i = 0; i < 5; i++) {
      bench.line.drop();
      delays.push(bench.alarms.get('retry')?.afterMs);
      bench.ring('retry');
    }
    expect(delays).toEqual([50, 50, 250, 500, 1000]);
    const urls = bench.connections.map((c) => c.url);
    expect(urls).toEqual([ONE, TWO, ONE, TWO, ONE, TWO]);
  });

  it('nodes that welcome and die at once are no loop without a pause', () => {
    bench.random = 0.5;
    for (let i = 0; i < 2; i++) {
      bench.line.drop();
      bench.ring('retry');
      welcomed();
    }
    bench.line.drop();
    expect(bench.alarms.get('retry')?.afterMs).toBe(250);
  });

  it('one that answered a heartbeat since has proved good', () => {
    bench.random = 0.5;
    for (let i = 0; i < 4; i++) {
      bench.line.drop();
      expect(bench.alarms.get('retry')?.afterMs).toBe(50);
      bench.ring('retry');
      welcomed();
      bench.line.send({ type: 'pong', seq: 0, revision: 2 });
    }
  });

  it('of a single address the pages come back one after the other', () => {
    begin(ONE);
    bench.random = 0.5;
    bench.line.drop();
    expect(bench.alarms.get('retry')?.afterMs).toBe(250);
  });

  it('the pages of a list do not all begin at its head', () => {
    const begun = [0, 0.4, 0.9].map((random) => {
      const page = new Bench({ url: [ONE, TWO, THREE] });
      page.random = random;
      void page.engine.start();
      return page.line.url;
    });
    expect(begun).toEqual([ONE, TWO, THREE]);
  });

  it('in mid-call: what happened meanwhile is told before the snapshot, once', () => {
    first.send(numbered('onRing inbound', 3));
    first.drop();
    bench.ring('retry');
    welcomed();
    bench.line.send(numbered('onSnapshot on hold', 6));
    const news = ['onDisconnect', 'onConnect', 'onAnswer', 'onHold', 'onSnapshot'];
    expect(isTold()).toEqual(['onRing', ...news]);
    bench.line.drop();
    bench.ring('retry');
    welcomed();
    bench.line.send(numbered('onSnapshot on hold', 6));
    expect(isTold().slice(6)).toEqual(['onDisconnect', 'onConnect', 'onSnapshot']);
  });
});
