import type { Command } from './commands';
import { encodeCommand, timeoutMs } from './commands';
import { beatMs, failed, sending, telling } from './effects';
import { CtibarError, ErrorCode } from './error';
import { missed } from './missed';
import type { Reply, Welcome } from './protocol';
import type { Effect, Outcome, Session, Step } from './session';
import { quickTries } from './step-connect';
import { calling, knownOf, owedAfterAll, stateOf } from './step-event';
import { reopen } from './step-loss';
import { sendQueued } from './step-queue';
import { RENEW, renewed, renewLater } from './step-renew';
import type { Snapshot } from './types';
import { SIGNED_OUT, notReady } from './view';

/** A server that asks for less would be asked without pause. */
const MIN_HEARTBEAT_MS = 100;
/** So much of a session's name tells it from others; a whole one does not fit into the id of a command. */
const NAME_END = 32;

export function welcome(s: Session, w: Welcome): Step {
  const open: Session = {
    ...s,
    phase: 'open',
    id: w.session,
    heartbeatMs: Math.max(MIN_HEARTBEAT_MS, w.heartbeatMs),
    expiresAt: w.expiresAt,
    user: w.user,
    quick: s.id === null ? quickTries(s) : s.quick,
    refusals: 0,
    proven: s.carrier,
    listening: 'no',
    behind: false,
  };
  const { session, effects } = goesOn(open, w);
  const hello: Effect[] = [
    { do: 'started', user: w.user },
    { do: 'beat', afterMs: beatMs(open) },
    renewLater(open),
  ];
  if (s.phase !== 'open') {
    hello.push({ do: 'callback', name: 'onConnect' });
  }
  return { session, effects: [...hello, ...effects] };
}

function goesOn(s: Session, { resumed, moved }: Welcome): Step {
  if (resumed) {
    return repeated(s);
  }
  const elsewhere: Session = { ...s, seq: 0, gapAfter: null };
  return moved ? repeated({ ...elsewhere, overlap: true }) : begunAnew(elsewhere);
}

/** The server remembers the ids: what it did already it only answers again. */
function repeated(s: Session): Step {
  return sendQueued(s, s.sent.map(sending));
}

/** A new session knows nothing of the old one's commands; nobody can tell whether they were carried out. */
function begunAnew(s: Session): Step {
  const login = s.sent.find((c) => c.name === 'login') ?? (s.view.signedIn ? ownLogin(s) : null);
  const given = s.sent.filter((c) => c !== login);
  const session: Session = {
    ...s,
    view: { ...s.view, revision: 0 },
    told: [],
    overlap: false,
    joinedAt: null,
    doubted: login && { presence: true, call: s.view.call },
    sent: login ? [login] : [],
    rejoin: login?.id ?? null,
  };
  const effects = given.map((c) => failed(c, ErrorCode.UNAVAILABLE, 'the connection was lost'));
  if (!login) {
    return sendQueued(session, effects);
  }
  const limit: Effect = { do: 'limit', id: login.id, afterMs: timeoutMs('login') };
  return { session, effects: [...effects, limit, sending(login)] };
}

function ownLogin(s: Session): Command {
  return encodeCommand(`rejoin-${s.id?.slice(-NAME_END)}`, 'login', {});
}

export function reply(s: Session, r: Reply, now: number): Step {
  const asked = s.sent.find((c) => c.id === r.id);
  if (!asked) {
    return { session: s, effects: [] };
  }
  const answered = { ...s, sent: s.sent.filter((c) => c !== asked) };
  const effects: Effect[] = [{ do: 'settle', id: r.id, outcome: outcomeOf(r) }];
  if (asked.name === RENEW) {
    const { session, effects: later } = renewed(answered, r);
    return { session, effects: [...effects, ...later] };
  }
  return r.id === s.rejoin ? rejoined(answered, r, effects, now) : { session: answered, effects };
}

function outcomeOf(r: Reply): Outcome {
  if (r.code === ErrorCode.OK) {
    return { ok: true, data: r.data ?? {} };
  }
  return { ok: false, error: new CtibarError(r.code, r.msg, r.allowed ?? [], r.data ?? {}) };
}

/** The sign-in brought no snapshot: the platform knew nothing of this agent, whose call is over. */
function withoutDoubt(s: Session, now: number): Step {
  if (s.doubted === null) {
    return { session: s, effects: [] };
  }
  const { presence, call } = s.doubted;
  const over = call !== null && s.view.call?.callId === call.callId;
  const view: Snapshot = {
    ...s.view,
    signedIn: true,
    ...(presence && notReady('login')),
    ...((over || s.view.call === null) && { work: 'IDLE', next: null, call: null }),
  };
  const news = over ? missed(knownOf(s), view, now) : [];
  return {
    session: { ...s, view, doubted: null, owed: owedAfterAll(s, news) },
    effects: [...calling(news), stateOf(view)],
  };
}

/** A node that cannot serve just now is left for another; any other refusal means signed out. */
function rejoined(s: Session, r: Reply, effects: Effect[], now: number): Step {
  const session = { ...s, rejoin: null };
  const outcome = outcomeOf(r);
  if (outcome.ok) {
    const { session: sure, effects: news } = withoutDoubt(session, now);
    return sendQueued(sure, [...effects, ...news]);
  }
  const told = [...effects, ...telling(outcome.error)];
  if (r.code === ErrorCode.UNAVAILABLE || r.code === ErrorCode.TIMEOUT) {
    const { session: away, effects: leaving } = reopen({ ...session, id: null });
    return { session: away, effects: [...told, ...leaving] };
  }
  return sendQueued({ ...session, view: SIGNED_OUT }, told);
}
