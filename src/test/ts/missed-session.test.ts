import { beforeEach, describe, expect, it } from 'vitest';
import type { EventFrame } from '../../main/ts/sdk/protocol';
import type { CurrentCall } from '../../main/ts/sdk/types';
import { Bench } from './support/bench';
import { serverFrame } from './support/golden';

let seq = 0;
let bench: Bench;

function tell(name: string, revision: number, change: object = {}, allowed?: string[]): void {
  const frame = serverFrame<'event'>(name);
  const event: EventFrame = { ...frame, seq: ++seq, revision, data: { ...frame.data, ...change } };
  bench.line.send(allowed ? { ...event, allowed } : event);
}

function tellState(name: string, revision: number, work: object = {}, call: object | null = {}) {
  const { data } = serverFrame<'event'>(name);
  const whole = call && { ...(data['call'] as CurrentCall | null), ...call };
  tell(name, revision, { presence: 'READY', reason: null, next: null, call: whole, ...work });
}

function reconnected(welcome: string): void {
  bench.line.drop();
  bench.ring('retry');
  bench.told.length = 0;
  bench.data.length = 0;
  seq = 0;
  bench.welcome(serverFrame<'welcome'>(welcome));
}

const goOnElsewhere = () => reconnected('welcome, moved');
const told = () => bench.told.splice(0).filter((name) => name !== 'onConnect');

beforeEach(() => {
  seq = 0;
  bench = new Bench();
  bench.connect();
  tell('onLogin', 1);
  tell('onReady', 2);
  told();
});

describe('a snapshot tells what was missed', () => {
  it('also on the same connection, where an event got lost', () => {
    tell('onRing inbound', 3);
    tellState('onSnapshot in a call', 4);
    expect(told()).toEqual(['onRing', 'onAnswer', 'onSnapshot']);
    tell('onHangup', 5);
    expect(told()).toEqual(['onHangup']);
  });

  it('and is all that a page hears that signed in in mid-call, for it asked how things stand', () => {
    bench = new Bench();
    seq = 0;
    bench.connect();
    tell('onLogin', 7);
    tell('onReady', 7);
    tellState('onSnapshot in a call', 7);
    expect(told()).toEqual(['onLogin', 'onReady', 'onSnapshot']);
  });

  it('though the page knew of the call only from a snapshot itself', () => {
    goOnElsewhere();
    tellState('onSnapshot in a call', 4);
    expect(told()).toEqual(['onRing', 'onAnswer', 'onSnapshot']);
    goOnElsewhere();
    tellState('onSnapshot on hold', 5);
    expect(told()).toEqual(['onHold', 'onSnapshot']);
  });

  it('the state that the page can read is the newest in each of the callbacks', () => {
    const works: string[] = [];
    bench = new Bench({}, { onRing: () => works.push(bench.engine.view.work) });
    seq = 0;
    bench.connect();
    tell('onLogin', 1);
    tellState('onSnapshot on hold', 4);
    expect(works).toEqual(['HELD']);
  });

  it('what a callback asks for comes after all that was missed', () => {
    const names: string[] = [];
    const note = (name: string) => () => void names.push(name);
    const onRing = () => {
      names.push('onRing');
      bench.engine.stop();
    };
    const rest = { onAnswer: note('onAnswer'), onDisconnect: note('onDisconnect') };
    bench = new Bench({}, { onRing, ...rest });
    seq = 0;
    bench.connect();
    tell('onLogin', 1);
    tellState('onSnapshot in a call', 4);
    expect(names).toEqual(['onRing', 'onAnswer', 'onDisconnect']);
  });
});

describe('after a call', () => {
  it('the presence that is still to come is told by the snapshot', () => {
    tell('onRing inbound', 3);
    tell('onHangup', 4);
    goOnElsewhere();
    tellState('onSnapshot idle', 4, {}, null);
    expect(told()).toEqual(['onReady', 'onSnapshot']);
  });

  it('in wrap-up it is not, and once it is over it is', () => {
    const until = 1_700_000_005_000;
    tell('onRing inbound', 3);
    tell('onAnswer', 4);
    tell('onHangup', 5);
    tell('onWrapUp', 5, { until });
    goOnElsewhere();
    tellState('onSnapshot idle', 5, { readyAt: until }, null);
    expect(told()).toEqual(['onSnapshot']);
    goOnElsewhere();
    tellState('onSnapshot idle', 6, { readyAt: 1_600_000_000_000 }, null);
    expect(told()).toEqual(['onReady', 'onSnapshot']);
    goOnElsewhere();
    tellState('onSnapshot idle', 6, { readyAt: 1_600_000_000_000 }, null);
    expect(told()).toEqual(['onSnapshot']);
  });

  it('a wrap-up that was missed is told, and its end by the node', () => {
    tell('onRing inbound', 3);
    tell('onAnswer', 4);
    goOnElsewhere();
    tellState('onSnapshot idle', 5, { readyAt: 1_700_000_005_000 }, null);
    tell('onReady', 6);
    expect(told()).toEqual(['onHangup', 'onWrapUp', 'onSnapshot', 'onReady']);
  });
});

describe('a call that this page dials', () => {
  const dialled = { direction: 'OUTBOUND', answeredAt: null, callId: 'dialled' };

  function moveWhileDialling(): void {
    void bench.engine.command('makecall', { to: '1002' });
    goOnElsewhere();
    tellState('onSnapshot in a call', 3, { work: 'DIALING', allowed: ['hangup'] }, dialled);
    expect(told()).toEqual(['onSnapshot']);
  }

  it('and that does not ring yet rings by its own event', () => {
    moveWhileDialling();
    expect(bench.line.command('makecall')?.args).toEqual({ to: '1002' });
    tell('onRing outbound', 4, { callId: 'dialled' });
    expect(told()).toEqual(['onRing']);
    goOnElsewhere();
    tellState('onSnapshot in a call', 6, {}, { ...dialled, answeredAt: 1 });
    expect(told()).toEqual(['onAnswer', 'onCalleeAnswer', 'onSnapshot']);
  });

  it('rings by the next snapshot, if that is what comes', () => {
    moveWhileDialling();
    const allowed = ['offhook', 'hangup'];
    tellState('onSnapshot in a call', 4, { work: 'DIALING', allowed }, dialled);
    expect(told()).toEqual(['onRing', 'onSnapshot']);
  });

  it('and that never rang does not end', () => {
    moveWhileDialling();
    tellState('onSnapshot idle', 5, {}, null);
    expect(told()).toEqual(['onSnapshot']);
  });
});

describe('signed in again because nobody knew the session', () => {
  function answered(): void {
    const id = bench.line.command('login')?.id ?? '';
    bench.line.send({ ...serverFrame<'reply'>('reply login'), id });
  }

  it('the call that went on is told from where the page was', () => {
    tell('onRing inbound', 3);
    reconnected('welcome, new session');
    tell('onLogin', 1);
    tell('onReady', 1);
    tellState('onSnapshot on hold', 1);
    answered();
    expect(told()).toEqual(['onLogin', 'onReady', 'onAnswer', 'onHold', 'onSnapshot']);
  });

  it('another call follows the end of the one that the page knew', () => {
    tell('onRing inbound', 3);
    reconnected('welcome, new session');
    tell('onLogin', 1);
    tell('onReady', 1);
    tellState('onSnapshot in a call', 1, {}, { callId: 'another' });
    answered();
    const news = ['onHangup', 'onReady', 'onRing', 'onAnswer', 'onSnapshot'];
    expect(told()).toEqual(['onLogin', 'onReady', ...news]);
  });

  it('where nothing is known of the agent the call is over, and so is the presence told', () => {
    tell('onRing inbound', 3);
    reconnected('welcome, new session');
    tell('onLogin', 1);
    answered();
    expect(told()).toEqual(['onLogin', 'onHangup', 'onBusy']);
    expect(bench.data[3]).toEqual({ reason: 'login' });
  });
});
