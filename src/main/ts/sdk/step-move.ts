import { chooseCarrier } from './carrier';
import type { ServerFrame } from './protocol';
import type { Effect, Session, Step } from './session';
import { following, resumeOf, welcomeWithinMs } from './step-connect';
import { welcome } from './step-welcome';

/**
 * The node is about to leave: the page goes on here until another one has welcomed it, for which it may have to try
 * several.
 */
export function moving(s: Session): Step {
  return s.phase === 'open' && s.handover === null
    ? tryNext({ ...s, handover: { address: following(s, s.address), attempt: 0 } })
    : { session: s, effects: [] };
}

/** A try that came to nothing. */
export function nextLost(s: Session): Step {
  if (s.handover === null) {
    return { session: s, effects: [] };
  }
  const { address, attempt } = s.handover;
  const handover = { address: following(s, address), attempt: attempt + 1 };
  const atOnce = handover.attempt < s.addresses;
  const later = Math.max(0, handover.attempt - s.addresses);
  return {
    session: { ...s, handover },
    effects: [{ do: 'dropNext' }, { do: 'tryNextAfter', attempt: atOnce ? null : later }],
  };
}

export function tryNext(s: Session): Step {
  if (s.handover === null) {
    return { session: s, effects: [] };
  }
  const { address } = s.handover;
  const carrier = chooseCarrier(s);
  return {
    session: s,
    effects: [{ do: 'connectNext', carrier, address, withinMs: welcomeWithinMs(s, carrier) }],
  };
}

export function nextOpened(s: Session): Step {
  const effects: Effect[] = [{ do: 'authenticateNext', resume: resumeOf(s) }];
  return { session: s, effects: s.handover ? effects : [] };
}

export function nextFrame(s: Session, frame: ServerFrame): Step {
  if (s.handover === null) {
    return { session: s, effects: [] };
  }
  if (frame.type === 'bye') {
    return nextLost(s);
  }
  if (frame.type !== 'welcome') {
    return { session: s, effects: [] };
  }
  const { address } = s.handover;
  const { session, effects } = welcome({ ...s, address, handover: null }, frame);
  return { session, effects: [{ do: 'takeNext' }, ...effects] };
}
