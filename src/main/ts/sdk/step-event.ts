import { telling } from './effects';
import { CtibarError, ErrorCode } from './error';
import type { Known } from './missed';
import { missed, owedAfter } from './missed';
import { isSilent } from './missed-call';
import type { AgentEvent, EventFrame } from './protocol';
import { isAgentEvent } from './protocol';
import type { Doubt, Effect, Session, Step } from './session';
import { snapshotOf } from './snapshot';
import { reopen } from './step-loss';
import type { CtibarCallbacks, Snapshot } from './types';
import { isStale, reduce } from './view';

const TELL_PRESENCE: ReadonlySet<string> = new Set(['onLogin', 'onReady', 'onBusy', 'onRest']);

export function event(s: Session, e: EventFrame, now: number): Step {
  if (e.seq <= s.seq) {
    return { session: s, effects: [] };
  }
  if (e.seq > s.seq + 1 && s.gapAfter !== s.seq) {
    return reopen({ ...s, gapAfter: s.seq });
  }
  const here: Session = { ...s, seq: e.seq, gapAfter: null, behind: false };
  return e.event === 'onSnapshot' ? whole(here, e, now) : single(here, e, now);
}

function single(s: Session, told: EventFrame, now: number): Step {
  const e = told.event === 'onKicked' ? final(s, told) : told;
  if (isStale(s.view, e.revision) || wasToldElsewhere(s, e)) {
    return { session: s, effects: [] };
  }
  const view = isAgentEvent(e)
    ? reduce(believed(s), e, now)
    : { ...s.view, revision: e.revision, allowed: e.allowed };
  const session: Session = {
    ...s,
    view,
    told: e.revision > s.view.revision ? [e.event] : [...s.told, e.event],
    overlap: s.overlap && e.revision === s.view.revision,
    unrung: e.event === 'onRing' ? null : s.unrung,
    joinedAt: e.event === 'onLogin' && !s.view.signedIn ? e.revision : s.joinedAt,
    owed: owedAfter(s.owed, e.event),
    doubted: stillDoubted(s.doubted, e.event),
  };
  return { session, effects: [callback(e.event, e.data), stateOf(view)] };
}

/** A node at which the page was never signed in knows of no revision. */
function final(s: Session, e: EventFrame): EventFrame {
  return { ...e, revision: Math.max(e.revision, s.view.revision) };
}

function wasToldElsewhere(s: Session, { event, revision }: EventFrame): boolean {
  return s.overlap && revision === s.view.revision && s.told.includes(event);
}

function whole(s: Session, e: EventFrame, now: number): Step {
  const view = snapshotOf(e.data);
  if (view === null) {
    const error = new CtibarError(ErrorCode.INTERNAL, 'a snapshot that makes no sense');
    return { session: s, effects: telling(error) };
  }
  if (isStale(s.view, e.revision) && !isNews(s, view)) {
    return { session: s, effects: [] };
  }
  const news = s.joinedAt === e.revision ? [] : missed(knownOf(s), view, now);
  const session: Session = {
    ...s,
    view: { ...view, revision: e.revision, allowed: e.allowed },
    told: [e.event],
    overlap: false,
    unrung: isSilent(view) ? (view.call?.callId ?? null) : null,
    joinedAt: null,
    owed: owedAfterAll(s, news),
    doubted: null,
  };
  const effects = [...calling(news), callback(e.event, view), stateOf(session.view)];
  return { session, effects };
}

/**
 * The node that was left may have told more than the next one knew when it took over; that is told there, too, and
 * known by its revision. Only who is signed out hears no more.
 */
function isNews(s: Session, view: Snapshot): boolean {
  return s.overlap && !view.signedIn;
}

/** What a snapshot is compared with. */
export function knownOf(s: Session): Known {
  const { owed, user, unrung } = s;
  const unheard = unrung !== null && s.view.call?.callId === unrung;
  const view: Snapshot = unheard ? { ...s.view, work: 'IDLE', call: null } : s.view;
  return { view, owed, dials: s.sent.some((c) => c.name === 'makecall'), user };
}

export function owedAfterAll(s: Session, events: readonly AgentEvent[]): Session['owed'] {
  return events.reduce((owed, { event }) => owedAfter(owed, event), s.owed);
}

export function calling(events: readonly AgentEvent[]): Effect[] {
  return events.map(({ event, data }) => callback(event, data));
}

export function stateOf(view: Snapshot): Effect {
  return callback('onState', view);
}

function callback(name: string, data: unknown): Effect {
  return { do: 'callback', name: name as keyof CtibarCallbacks, data };
}

/** On a new session the agent counts as signed out until the server says otherwise; its call may go on. */
function believed(s: Session): Snapshot {
  return s.doubted?.presence ? { ...s.view, signedIn: false } : s.view;
}

function stillDoubted(doubted: Doubt | null, event: string): Doubt | null {
  return doubted && { ...doubted, presence: doubted.presence && !TELL_PRESENCE.has(event) };
}
