import { sending } from './effects';
import type { Effect, Session, Step } from './session';

export function sendQueued(s: Session, before: readonly Effect[]): Step {
  if (s.rejoin !== null) {
    return { session: s, effects: before };
  }
  return {
    session: { ...s, queued: [], sent: [...s.sent, ...s.queued] },
    effects: [...before, ...s.queued.map(sending)],
  };
}
