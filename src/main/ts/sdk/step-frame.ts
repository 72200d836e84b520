import { missedHangup, ping, telling } from './effects';
import { CtibarError, ErrorCode } from './error';
import type { EventFrame, Pong, ServerFrame } from './protocol';
import { isAgentEvent } from './protocol';
import type { Doubt, Effect, Session, Step } from './session';
import { end, reopen } from './step-loss';
import { reply, welcome } from './step-welcome';
import type { CtibarCallbacks, CurrentCall, Snapshot } from './types';
import { unreachable } from './unreachable';
import { isStale, reduce } from './view';

const TELL_PRESENCE: ReadonlySet<string> = new Set(['onLogin', 'onReady', 'onBusy', 'onRest']);

export function onFrame(s: Session, frame: ServerFrame, now: number): Step {
  switch (frame.type) {
    case 'welcome':
      return welcome(s, frame);
    case 'reply':
      return reply(s, frame);
    case 'event':
      return event(s, frame, now);
    case 'pong':
      return pong(s, frame);
    case 'error':
      return { session: s, effects: telling(new CtibarError(frame.code, frame.msg)) };
    case 'bye':
      return bye(s, new CtibarError(frame.code, frame.msg), frame.reconnect);
    default:
      return unreachable(frame);
  }
}

function bye(s: Session, error: CtibarError, reconnect: boolean): Step {
  if (reconnect) {
    return reopen(s);
  }
  return end(s, error, error.code === ErrorCode.CONFLICT ? 'silent' : 'tell');
}

function event(s: Session, e: EventFrame, now: number): Step {
  if (e.seq <= s.seq) {
    return { session: s, effects: [] };
  }
  if (e.seq > s.seq + 1 && s.gapAfter !== s.seq) {
    return reopen({ ...s, gapAfter: s.seq });
  }
  const here: Session = { ...s, seq: e.seq, gapAfter: null, behind: false };
  if (isStale(s.view, e.revision)) {
    return { session: here, effects: [] };
  }
  const view = isAgentEvent(e)
    ? reduce(believed(s), e, now)
    : { ...s.view, revision: e.revision, allowed: e.allowed };
  const effects: Effect[] = [
    ...(e.event === 'onSnapshot' ? missed(s.view.call, view.call) : []),
    { do: 'callback', name: e.event as keyof CtibarCallbacks, data: e.data },
    { do: 'callback', name: 'onState', data: view },
  ];
  return { session: { ...here, view, doubted: stillDoubted(s.doubted, e.event) }, effects };
}

/** On a new session the agent counts as signed out until the server says otherwise; its call may go on. */
function believed(s: Session): Snapshot {
  return s.doubted?.presence ? { ...s.view, signedIn: false } : s.view;
}

function stillDoubted(doubted: Doubt | null, event: string): Doubt | null {
  if (event === 'onSnapshot') {
    return null;
  }
  return doubted && { ...doubted, presence: doubted.presence && !TELL_PRESENCE.has(event) };
}

function missed(before: CurrentCall | null, now: CurrentCall | null): Effect[] {
  return before && before.callId !== now?.callId ? [missedHangup(before)] : [];
}

/** Asks once more before it gives the connection up: the event may be just behind the pong. */
function pong(s: Session, p: Pong): Step {
  const here: Session = { ...s, unansweredPings: 0, attempt: 0 };
  if (p.seq <= s.seq) {
    return { session: { ...here, behind: false }, effects: [] };
  }
  return s.behind
    ? reopen({ ...here, behind: false })
    : { session: { ...here, behind: true }, effects: [ping(s)] };
}
