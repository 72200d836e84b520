import type { Carrier } from './carrier';
import { chooseCarrier } from './carrier';
import type { Resume } from './protocol';
import type { Session, Step } from './session';

/** A connection that is not welcomed by then is given up, where there is no other address to try. */
const WELCOME_WITHIN_MS = 10_000;
/** Where there is: a node that froze takes connections and says nothing. */
const FIRST_PATIENCE_MS = 3_000;
const PATIENCE_MS = 1_500;
/** Its script may have to be loaded first. */
const SOCKJS_PATIENCE = 5;

export function connect(s: Session): Step {
  const carrier = chooseCarrier(s);
  const { address } = s;
  return {
    session: { ...s, phase: 'connecting', carrier },
    effects: [{ do: 'connect', carrier, address, withinMs: welcomeWithinMs(s, carrier) }],
  };
}

/** Twice as long in each round, for networks that are slow. */
export function welcomeWithinMs(s: Session, carrier: Carrier): number {
  if (s.addresses === 1) {
    return WELCOME_WITHIN_MS;
  }
  const patience = s.id === null ? FIRST_PATIENCE_MS : PATIENCE_MS;
  const factor = carrier === 'sockjs' ? SOCKJS_PATIENCE : 1;
  const round = Math.min(8, Math.floor(s.refusals / s.addresses));
  return Math.min(WELCOME_WITHIN_MS, patience * factor * 2 ** round);
}

/** Tries that need no pause once a connection proved good: one for each address, if there is another one. */
export function quickTries({ addresses }: Session): number {
  return addresses > 1 ? addresses : 0;
}

export function following(s: Session, address: number): number {
  return (address + 1) % s.addresses;
}

/** A sign-in that is not answered yet may not have happened: it is sent again. */
export function resumeOf(s: Session): Resume | null {
  const signedIn = s.view.signedIn && s.rejoin === null;
  return s.id === null ? null : { session: s.id, seq: s.seq, signedIn };
}
