import { failing, telling } from './effects';
import type { CtibarError } from './error';
import type { Effect, Session, Step } from './session';
import { following } from './step-connect';

/**
 * The connection is gone; the session is kept and goes on at the next address, at once where it was not tried yet.
 *
 * @param reached the server answered: what carries to it is not in doubt
 */
export function lose(s: Session, reached = s.phase === 'open'): Step {
  if (s.phase !== 'open' && s.phase !== 'connecting') {
    return { session: s, effects: [] };
  }
  const atOnce = s.quick > 0;
  const session: Session = {
    ...s,
    phase: 'waiting',
    address: following(s, s.address),
    attempt: atOnce ? s.attempt : s.attempt + 1,
    quick: Math.max(0, s.quick - 1),
    refusals: reached ? 0 : s.refusals + 1,
    listening: 'no',
    handover: null,
    behind: false,
  };
  const told: Effect[] = s.phase === 'open' ? [{ do: 'callback', name: 'onDisconnect' }] : [];
  return {
    session,
    effects: [
      { do: 'rest' },
      { do: 'dropNext' },
      { do: 'retryAfter', attempt: atOnce ? null : s.attempt },
      ...told,
    ],
  };
}

/** Drops a connection that is no good, as if it had been lost. */
export function reopen(s: Session, reached = s.phase === 'open'): Step {
  const { session, effects } = lose(s, reached);
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
  const effects: Effect[] = [{ do: 'rest' }, { do: 'dropNext' }, { do: 'disconnect' }];
  if (tell === 'tell') {
    effects.push(...telling(error));
  }
  effects.push(...[...s.sent, ...s.queued].map((c) => failing(c, error)));
  effects.push({ do: 'refused', error });
  if (s.phase === 'open') {
    effects.push({ do: 'callback', name: 'onDisconnect' });
  }
  return {
    session: { ...s, phase: 'ended', queued: [], sent: [], rejoin: null, handover: null },
    effects,
  };
}
