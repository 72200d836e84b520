import { chooseCarrier } from './carrier';
import type { Command } from './commands';
import { encodeCommand, timeoutMs } from './commands';
import { failed, ping, sending } from './effects';
import { CtibarError, ErrorCode } from './error';
import { CloseCode } from './protocol';
import type { Effect, Input, Session, Step } from './session';
import { NEW_SESSION } from './session';
import { onFrame } from './step-frame';
import { sendQueued } from './step-queue';
import { notRenewed, RENEW } from './step-renew';
import { end, lose, reopen } from './step-loss';
import { unreachable } from './unreachable';

/** Commands that may wait for a connection; more is a page that repeats itself. */
const MAX_QUEUED = 64;
const MAX_UNANSWERED_PINGS = 2;

/** The whole life of a connection. Pure: no socket, clock or random number. */
export function step(s: Session, input: Input): Step {
  switch (input.kind) {
    case 'start':
      return connect({ ...NEW_SESSION, forced: input.forced });
    case 'opened':
      return { session: s, effects: [{ do: 'authenticate', resume: resumeOf(s) }] };
    case 'frame':
      return onFrame(s, input.frame, input.now);
    case 'lost':
      return lost(s, input.code);
    case 'overdue':
      return s.phase === 'connecting' ? reopen(s) : unchanged(s);
    case 'retry':
      return s.phase === 'waiting' ? connect(s) : unchanged(s);
    case 'heartbeat':
      return heartbeat(s);
    case 'renew':
      return renew(s);
    case 'command':
      return command(s, input.command);
    case 'expired':
      return expired(s, input.id);
    case 'stop':
      return end(s, new CtibarError(ErrorCode.UNAVAILABLE, 'closed'));
    default:
      return unreachable(input);
  }
}

function unchanged(session: Session): Step {
  return { session, effects: [] };
}

function connect(s: Session): Step {
  const carrier = chooseCarrier(s);
  return {
    session: { ...s, phase: 'connecting', carrier },
    effects: [{ do: 'connect', carrier }],
  };
}

function resumeOf(s: Session) {
  return s.id === null ? null : { session: s.id, seq: s.seq };
}

function lost(s: Session, code: number): Step {
  if (code === CloseCode.AUTHENTICATION_FAILED) {
    return end(s, new CtibarError(ErrorCode.TOKEN_INVALID, 'authentication failed'), 'tell');
  }
  if (code === CloseCode.KICKED) {
    return end(s, new CtibarError(ErrorCode.CONFLICT, 'signed in from another browser'));
  }
  return lose(s);
}

function heartbeat(s: Session): Step {
  if (s.phase !== 'open') {
    return unchanged(s);
  }
  if (s.unansweredPings >= MAX_UNANSWERED_PINGS) {
    return reopen(s);
  }
  const effects: Effect[] = [ping(s), { do: 'beat', afterMs: s.heartbeatMs }];
  return { session: { ...s, unansweredPings: s.unansweredPings + 1 }, effects };
}

function renew(s: Session): Step {
  const renewals = s.renewals + 1;
  return s.phase === 'open'
    ? command({ ...s, renewals }, encodeCommand(`renew-${renewals}`, RENEW, {}))
    : unchanged(s);
}

function command(s: Session, c: Command): Step {
  if (s.phase === 'idle' || s.phase === 'ended') {
    return { session: s, effects: [failed(c, ErrorCode.UNAVAILABLE, 'not connected')] };
  }
  if (s.queued.length >= MAX_QUEUED) {
    return { session: s, effects: [failed(c, ErrorCode.UNAVAILABLE, 'too many commands wait')] };
  }
  const limit: Effect = { do: 'limit', id: c.id, afterMs: timeoutMs(c.name) };
  return s.phase === 'open' && s.rejoin === null
    ? { session: { ...s, sent: [...s.sent, c] }, effects: [limit, sending(c)] }
    : { session: { ...s, queued: [...s.queued, c] }, effects: [limit] };
}

function expired(s: Session, id: string): Step {
  const late = [...s.sent, ...s.queued].find((c) => c.id === id);
  if (!late) {
    return unchanged(s);
  }
  const others = (c: Command) => c.id !== id;
  const left = { ...s, sent: s.sent.filter(others), queued: s.queued.filter(others) };
  if (late.name === RENEW) {
    return notRenewed(left, new CtibarError(ErrorCode.TIMEOUT, 'renew: no answer'));
  }
  const effects = [failed(late, ErrorCode.TIMEOUT, `${late.name}: no answer`)];
  return id === s.rejoin
    ? sendQueued({ ...left, rejoin: null }, effects)
    : { session: left, effects };
}
