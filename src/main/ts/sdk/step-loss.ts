import { failing, telling } from './effects';
import type { CtibarError } from './error';
import type { Effect, Session, Step } from './session';

/** The connection is gone; the session is kept and resumed. */
export function lose(s: Session): Step {
  if (s.phase !== 'open' && s.phase !== 'connecting') {
    return { session: s, effects: [] };
  }
  const wasOpen = s.phase === 'open';
  const session: Session = {
    ...s,
    phase: 'waiting',
    attempt: s.attempt + 1,
    refusals: wasOpen ? 0 : s.refusals + 1,
    unansweredPings: 0,
    behind: false,
  };
  const told: Effect[] = wasOpen ? [{ do: 'callback', name: 'onDisconnect' }] : [];
  return {
    session,
    effects: [{ do: 'rest' }, { do: 'retryAfter', attempt: s.attempt }, ...told],
  };
}

/** Drops a connection that is no good, as if it had been lost. */
export function reopen(s: Session): Step {
  const { session, effects } = lose(s);
  return { session, effects: [{ do: 'disconnect' }, ...effects] };
}

/**
 * No more connection and no more tries.
 *
 * @param tell whether the page learns of it as an error; it asked for it itself, or onKicked said it already
 */
export function end(s: Session, error: CtibarError, tell: 'tell' | 'silent' = 'silent'): Step {
  if (s.phase === 'idle' || s.phase === 'ended') {
    return { session: s, effects: [] };
  }
  const effects: Effect[] = [{ do: 'rest' }, { do: 'disconnect' }];
  if (tell === 'tell') {
    effects.push(...telling(error));
  }
  effects.push(...[...s.sent, ...s.queued].map((c) => failing(c, error)));
  effects.push({ do: 'refused', error });
  if (s.phase === 'open') {
    effects.push({ do: 'callback', name: 'onDisconnect' });
  }
  return { session: { ...s, phase: 'ended', queued: [], sent: [], rejoin: null }, effects };
}
