import { describe, expect, it } from 'vitest';
import type { Known } from '../../main/ts/sdk/missed';
import { missed } from '../../main/ts/sdk/missed';
import type { CurrentCall, Snapshot } from '../../main/ts/sdk/types';
import { SIGNED_OUT } from '../../main/ts/sdk/view';
import { serverFrame } from './support/golden';

const NOW = 1_700_000_000_000;
const USER = { user: 'admin', nickname: 'admin', extNo: '1001' };

const golden = (name: string) => serverFrame<'event'>(name).data as unknown as Snapshot;
const CALL = golden('onSnapshot in a call').call as CurrentCall;
const RINGS = ['offhook', 'reject', 'hangup'];
const OTHER = { ...CALL, callId: 'another', popScreenNo: '13900002222' };

const idle: Snapshot = {
  ...golden('onSnapshot idle'),
  presence: 'READY',
  reason: null,
};
const out: Snapshot = { ...SIGNED_OUT, reason: 'forced' };
const busy: Snapshot = { ...idle, presence: 'NOT_READY', reason: 'lunch' };
const rest: Snapshot = { ...idle, presence: 'NOT_READY', reason: 'rest' };
const wrapUp: Snapshot = { ...idle, readyAt: NOW + 10_000 };
const rings = having('RINGING', { answeredAt: null }, RINGS);
const talks = having('TALKING', {});
const held = having('HELD', { heldBy: 'agent' });
const heldByPhone = having('HELD', { heldBy: 'phone' });
const muted = having('TALKING', { muted: true });
const heard = having('TALKING', { listeners: [{ by: 'supervisor', mode: 'monitor' }] });
const consults = (state: 'ringing' | 'talking' | 'held', to = '1002') =>
  having('CONSULTING', { consult: { to, state } });
const conference = having('CONFERENCED', { consult: { to: '1002', state: 'talking' } });
const invited = having('CONFERENCED', { consult: null });
const dialling = having('DIALING', { direction: 'OUTBOUND', answeredAt: null }, ['hangup']);
const ownRings = having('DIALING', { direction: 'OUTBOUND', answeredAt: null }, ['offhook']);
const calls = having('DIALING', { direction: 'OUTBOUND', answeredAt: NOW }, ['hangup']);
const reached = having('TALKING', { direction: 'OUTBOUND' });
const alone = having('TALKING', { popScreenNo: '1002', direction: 'INTERNAL', displayName: '' });

function having(work: Snapshot['work'], change: Partial<CurrentCall>, allowed = ['hangup']) {
  return { ...idle, work, allowed, call: { ...CALL, ...change } };
}

function news(view: Snapshot, after: Snapshot, known: Partial<Known> = {}): string[] {
  const all = missed({ view, owed: null, dials: false, user: USER, ...known }, after, NOW);
  return all.map(({ event, data }) => {
    const { state } = data as { state?: string };
    return state === undefined ? event : `${event} ${state}`;
  });
}

const ringing = 'onConsult ringing';
const talking = 'onConsult talking';

describe('between what a page knew and a snapshot', () => {
  const rows: [string, Snapshot, Snapshot, string[]][] = [
    ['nothing', idle, idle, []],
    ['nothing, signed out', SIGNED_OUT, out, []],
    ['nothing, in a call', held, held, []],
    ['that a supervisor listens', talks, heard, ['onListened']],
    ['that nobody listens any more', heard, talks, ['onListened']],
    ['nothing, listened to', heard, heard, []],
    ['nothing, in a conference', conference, conference, []],
    ['another presence', idle, busy, ['onBusy']],
    ['another reason', busy, rest, ['onRest']],
    ['ready again', rest, idle, ['onReady']],
    ['signed in', SIGNED_OUT, busy, ['onLogin', 'onBusy']],
    ['signed in, and in a call', SIGNED_OUT, talks, ['onLogin', 'onReady', 'onRing', 'onAnswer']],
    ['signed out', idle, out, ['onLogout']],
    ['signed out in a call', talks, out, ['onHangup', 'onLogout']],
    ['a ring', idle, rings, ['onRing']],
    ['an answer', rings, talks, ['onAnswer']],
    ['a ring and its answer', idle, talks, ['onRing', 'onAnswer']],
    ['busy, then a ring', idle, { ...rings, ...presenceOf(busy) }, ['onBusy', 'onRing']],
    ['a wish in a call', talks, { ...talks, next: 'rest' }, ['onPending']],
    ['a wish taken back', { ...talks, next: 'rest' }, talks, ['onPending']],
    ['the end of a ring', rings, idle, ['onHangup', 'onReady']],
    ['a ring not answered', rings, busy, ['onHangup', 'onBusy']],
    ['a refused ring, and its pause', rings, wrapUp, ['onHangup', 'onReady']],
    ['the end of a call', talks, idle, ['onHangup', 'onReady']],
    ['the end of a call, and wrap-up', talks, wrapUp, ['onHangup', 'onWrapUp']],
    ['the end, and what was wished', { ...talks, next: 'rest' }, rest, ['onHangup', 'onRest']],
    ['another call', talks, other(rings), ['onHangup', 'onReady', 'onRing']],
    ['another call, answered', rings, other(talks), ['onHangup', 'onReady', 'onRing', 'onAnswer']],
    ['the same call, come back', talks, rings, ['onHangup', 'onReady', 'onRing']],
    ['hold', talks, held, ['onHold']],
    ['unhold', held, talks, ['onUnhold']],
    ['answer and hold', rings, held, ['onAnswer', 'onHold']],
    ['held by the agent, then by the phone', held, heldByPhone, ['onUnhold', 'onHold']],
    ['mute', talks, muted, ['onMute']],
    ['unmute', muted, talks, ['onMute']],
    ['a consultation rings', talks, consults('ringing'), [ringing]],
    ['a consultation', talks, consults('talking'), [ringing, talking]],
    ['a consultation, alternated', talks, consults('held'), [ringing, talking, 'onConsult held']],
    ['the answer of a consultation', consults('ringing'), consults('talking'), [talking]],
    ['back to the consulted', consults('held'), consults('talking'), [talking]],
    ['a consultation out of hold', held, consults('ringing'), [ringing]],
    ['the end of a consultation', consults('talking'), talks, ['onConsult ended']],
    ['its end, and hold', consults('talking'), held, ['onConsult ended', 'onHold']],
    ['another one', consults('ringing'), consults('ringing', '1003'), ['onConsult ended', ringing]],
    ['a conference', consults('talking'), conference, ['onConference begun']],
    ['all up to a conference', talks, conference, [ringing, talking, 'onConference begun']],
    ['the end of a conference', conference, talks, ['onConference ended']],
    ['invited to a conference', talks, invited, ['onConference begun']],
    ['and it ends', invited, talks, ['onConference ended']],
    ['the customer left', consults('talking'), alone, ['onConsult customer_left']],
    [
      'an answer, then the customer left',
      consults('ringing'),
      alone,
      [talking, 'onConsult customer_left'],
    ],
    ['a call handed over', alone, talks, ['onTransferred']],
    ['a consultation that was completed', talks, idle, ['onHangup', 'onReady']],
    ['a call that is being dialled', idle, dialling, []],
    ['a dialled call rings here', idle, ownRings, ['onRing']],
    ['it is answered here', ownRings, calls, ['onAnswer']],
    ['it is answered there', calls, reached, ['onCalleeAnswer']],
    ['all of it', idle, reached, ['onRing', 'onAnswer', 'onCalleeAnswer']],
    ['it fails', calls, busy, ['onHangup', 'onBusy']],
  ];

  it.each(rows)('%s', (_, before, after, events) => {
    expect(news(before, after)).toEqual(events);
  });

  it('an internal call that this page dialled is answered there, too', () => {
    const internal = { ...talks, call: { ...CALL, direction: 'INTERNAL' as const } };
    expect(news(idle, internal, { dials: true })).toEqual(['onRing', 'onAnswer', 'onCalleeAnswer']);
    expect(news(idle, internal)).toEqual(['onRing', 'onAnswer']);
  });
});

describe('the presence after a call', () => {
  it('is told though it is as before, once', () => {
    expect(news(idle, idle, { owed: 'now' })).toEqual(['onReady']);
    expect(news(idle, wrapUp, { owed: 'now' })).toEqual(['onWrapUp']);
  });

  it('waits for the end of wrap-up', () => {
    const wished = { ...wrapUp, ...presenceOf(rest) };
    expect(news(wrapUp, wished, { owed: 'afterWrapUp' })).toEqual([]);
    expect(news(wrapUp, rest, { owed: 'afterWrapUp' })).toEqual(['onRest']);
  });

  it('comes before the next call', () => {
    expect(news(idle, rings, { owed: 'afterWrapUp' })).toEqual(['onReady', 'onRing']);
  });
});

describe('what is told of it', () => {
  const told = (before: Snapshot, after: Snapshot) =>
    missed({ view: before, owed: null, dials: false, user: USER }, after, NOW).map((e) => e.data);

  it('of a ring what onRing tells', () => {
    const { callId, popScreenNo, direction, enableAsr, displayName, queue, reason, data } = CALL;
    const ring = { callId, popScreenNo, direction, enableAsr, displayName, queue, reason, data };
    expect(told(idle, rings)).toEqual([ring]);
  });

  it('of an end the call that the page knew', () => {
    const end = { callId: CALL.callId, cause: 'ENDED_MEANWHILE', code: 0, data: CALL.data };
    expect(told(talks, other(rings))[0]).toEqual(end);
  });

  it('of hold who did it', () => {
    expect(told(held, heldByPhone)).toMatchObject([{ by: 'agent' }, { by: 'phone' }]);
  });

  it('of a call handed over with whom it is now, and from whom', () => {
    expect(told(alone, talks)).toMatchObject([{ from: '1002', popScreenNo: CALL.popScreenNo }]);
  });

  it('of wrap-up how long it lasts', () => {
    expect(told(talks, wrapUp)[1]).toEqual({ until: wrapUp.readyAt });
  });

  it('of signing out why', () => {
    expect(told(idle, out)).toEqual([{ reason: 'forced' }]);
  });
});

function presenceOf({ presence, reason }: Snapshot) {
  return { presence, reason };
}

function other(snapshot: Snapshot): Snapshot {
  return { ...snapshot, call: { ...OTHER, answeredAt: snapshot.call?.answeredAt ?? null } };
}
