import { ping } from './effects';
import type { Effect, Session, Step } from './session';
import { reopen } from './step-loss';

/** A node that froze neither answers nor closes. A busy page may be late in reading, so it is asked once more. */
const SILENCE_MS = 2_000;
const PROBE_MS = 1_000;
/** One frame of a poll may wait for the next. Still time enough for another node to carry out a command. */
const SOCKJS_FACTOR = 2;

/** Something was sent that a living node answers, be it with anything. */
export function listen(s: Session): Step {
  return s.listening === 'no'
    ? { session: { ...s, listening: 'answer' }, effects: [within(s, SILENCE_MS)] }
    : { session: s, effects: [] };
}

/** Nothing came by then, unless it did. */
export function silence(s: Session): Step {
  if (s.phase !== 'open' || s.listening === 'no') {
    return { session: s, effects: [] };
  }
  return s.listening === 'probe'
    ? reopen(s)
    : { session: { ...s, listening: 'probe' }, effects: [ping(s), within(s, PROBE_MS)] };
}

export function heard(s: Session): Session {
  return s.listening === 'no' ? s : { ...s, listening: 'no' };
}

function within(s: Session, afterMs: number): Effect {
  return { do: 'listen', afterMs: s.carrier === 'sockjs' ? afterMs * SOCKJS_FACTOR : afterMs };
}
