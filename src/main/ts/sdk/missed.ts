import { ErrorCode } from './error';
import { callNews } from './missed-call';
import type { AgentEvent } from './protocol';
import type { Identity, Snapshot } from './types';

/** The presence that a page waits for: right after a call, or when the after-call work is over. */
export type Owed = 'now' | 'afterWrapUp' | null;

export interface Known {
  /** What the page was told last. */
  view: Snapshot;
  owed: Owed;
  /** A `makecall` has no answer yet. */
  dials: boolean;
  user: Identity | null;
}

/**
 * What happened between the last that a page was told and a snapshot, as the events that would have told it, in their
 * order. Pure: `now` is ms since 1970.
 */
export function missed(known: Known, after: Snapshot, now: number): AgentEvent[] {
  const { view } = known;
  if (!view.signedIn) {
    return after.signedIn ? [...signedIn(known.user, after), ...ofCall(known, view, after)] : [];
  }
  const over = callOver(view, after);
  const before = over ? { ...view, call: null, next: null } : view;
  return [
    ...(over ? [hangup(view)] : []),
    ...(after.signedIn ? presenceNews(known, after, over, now) : [signedOut(after)]),
    ...ofCall(known, before, after),
  ];
}

function ofCall({ dials }: Known, before: Snapshot, after: Snapshot): AgentEvent[] {
  return [...callNews(before, after, dials), ...pending(before.next, after)];
}

/** What is owed once a page was told of `event`. */
export function owedAfter(owed: Owed, event: string): Owed {
  switch (event) {
    case 'onHangup':
      return 'now';
    case 'onWrapUp':
      return 'afterWrapUp';
    case 'onRing':
    case 'onLogin':
    case 'onLogout':
    case 'onKicked':
    case 'onReady':
    case 'onBusy':
    case 'onRest':
      return null;
    default:
      return owed;
  }
}

/** A call that was answered and rings again came back: for the page it is another. */
function callOver(before: Snapshot, after: Snapshot): boolean {
  const same = before.call !== null && before.call.callId === after.call?.callId;
  const ranOn = before.work === 'RINGING' || before.work === 'DIALING';
  return before.call !== null && !(same && (after.work !== 'RINGING' || ranOn));
}

function presenceNews(known: Known, after: Snapshot, over: boolean, now: number): AgentEvent[] {
  const before = known.view;
  const owed = over ? 'now' : known.owed;
  const changed = before.presence !== after.presence || before.reason !== after.reason;
  const wrapsUp = after.call === null && after.readyAt > now;
  if (owed === 'now' && wrapsUp && (!over || before.work !== 'RINGING')) {
    return [{ event: 'onWrapUp', data: { until: after.readyAt } }];
  }
  if (owed === 'afterWrapUp' && wrapsUp) {
    return []; // the presence is told when it is over
  }
  const due = owed !== null;
  return due || changed ? [presence(after)] : [];
}

function presence({ presence, reason }: Snapshot): AgentEvent {
  if (presence === 'READY') {
    return { event: 'onReady', data: {} };
  }
  const data = { reason: reason ?? 'busy' };
  return { event: reason === 'rest' ? 'onRest' : 'onBusy', data };
}

function signedIn(user: Identity | null, after: Snapshot): AgentEvent[] {
  return user ? [{ event: 'onLogin', data: user }, presence(after)] : [];
}

function signedOut({ reason }: Snapshot): AgentEvent {
  return { event: 'onLogout', data: { reason: reason ?? 'connection_lost' } };
}

function hangup({ call }: Snapshot): AgentEvent {
  const { callId = '', data = {} } = call ?? {};
  return {
    event: 'onHangup',
    data: { callId, cause: 'ENDED_MEANWHILE', code: ErrorCode.OK, data },
  };
}

function pending(before: string | null, after: Snapshot): AgentEvent[] {
  return after.call && after.next !== before
    ? [{ event: 'onPending', data: { next: after.next } }]
    : [];
}
