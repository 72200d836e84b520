import type { Carrier } from './carrier';
import type { Command } from './commands';
import { encodeCommand, timeoutMs } from './commands';
import { beatMs, failed, ping, sending } from './effects';
import { CtibarError, ErrorCode } from './error';
import { CloseCode } from './protocol';
import type { Effect, Input, Session, Step } from './session';
import { NEW_SESSION } from './session';
import { connect, resumeOf } from './step-connect';
import { onFrame } from './step-frame';
import { nextFrame, nextLost, nextOpened, tryNext } from './step-move';
import { sendQueued } from './step-queue';
import { notRenewed, RENEW } from './step-renew';
import { end, lose, reopen } from './step-loss';
import { heard, listen, silence } from './step-silence';
import { unreachable } from './unreachable';

/** Commands that may wait for a connection; more is a page that repeats itself. */
const MAX_QUEUED = 64;

/** The whole life of a connection. Pure: no socket, clock or random number. */
export function step(s: Session, input: Input): Step {
  switch (input.kind) {
    case 'start':
      return start(input.forced, input.addresses);
    case 'opened':
      return { session: s, effects: [{ do: 'authenticate', resume: resumeOf(s) }] };
    case 'frame':
      return onFrame(heard(s), input.frame, input.now);
    case 'unknown':
      return unchanged(heard(s));
    case 'lost':
      return lost(s, input.code);
    case 'overdue':
      return s.phase === 'connecting' ? reopen(s) : unchanged(s);
    case 'retry':
      return s.phase === 'waiting' ? connect(s) : unchanged(s);
    case 'nextOpened':
      return nextOpened(s);
    case 'nextFrame':
      return nextFrame(s, input.frame);
    case 'nextLost':
      return nextLost(s);
    case 'nextRetry':
      return tryNext(s);
    case 'silence':
      return silence(s);
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

function start(forced: Carrier | null, addresses: number): Step {
  return connect({ ...NEW_SESSION, forced, addresses, quick: addresses - 1 });
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
  const { session, effects } = listen(s);
  return { session, effects: [ping(s), { do: 'beat', afterMs: beatMs(s) }, ...effects] };
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
  if (s.phase !== 'open' || s.rejoin !== null) {
    return { session: { ...s, queued: [...s.queued, c] }, effects: [limit] };
  }
  const { session, effects } = listen({ ...s, sent: [...s.sent, c] });
  return { session, effects: [limit, sending(c), ...effects] };
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
