import type {
  Answer,
  Conference,
  Consult,
  CurrentCall,
  Ring,
  Snapshot,
  Transferred,
} from './types';

type Part = Pick<Snapshot, 'work' | 'call'>;

/** What the events of a call change in the view. Pure. */
export function ringing(ring: Ring, now: number): CurrentCall {
  return { ...ring, since: now, answeredAt: null, muted: false, heldBy: null, consult: null };
}

/** The view's call, changed; none where there is none. */
export function but(view: Snapshot, change: Partial<CurrentCall>): CurrentCall | null {
  return view.call && { ...view.call, ...change };
}

/** Whoever dialled talks from onCalleeAnswer on: until then only the own phone is answered. */
export function answered(view: Snapshot, answer: Answer, now: number): Part {
  const dialled = answer.direction === 'OUTBOUND' || view.work === 'DIALING';
  return {
    work: dialled ? 'DIALING' : 'TALKING',
    call: but(view, { answeredAt: dialled ? null : now }),
  };
}

export function consulted(view: Snapshot, { to, state }: Consult): Part {
  switch (state) {
    case 'ended':
      return { work: 'TALKING', call: but(view, { consult: null, heldBy: null }) };
    case 'customer_left':
      return alone(view, to);
    default:
      return { work: 'CONSULTING', call: but(view, { consult: { to, state }, heldBy: null }) };
  }
}

/** Without the customer the consultation is a call to an extension, perhaps not answered yet. */
function alone(view: Snapshot, to: string): Part {
  const dials = view.call?.consult?.state === 'ringing';
  const other = { popScreenNo: to, direction: 'INTERNAL', displayName: '' } as const;
  const call = but(view, { ...other, consult: null, ...(dials && { answeredAt: null }) });
  return { work: dials ? 'DIALING' : 'TALKING', call };
}

/** Only who consulted knows of a consultation. */
export function conferenced(view: Snapshot, { to, state }: Conference): Part {
  const consult = view.call?.consult ? ({ to, state: 'talking' } as const) : null;
  return state === 'begun'
    ? { work: 'CONFERENCED', call: but(view, { consult }) }
    : { work: 'TALKING', call: but(view, { consult: null }) };
}

/** May come while the phone still rings, where the colleague did not wait. */
export function transferred(view: Snapshot, { from: _, ...party }: Transferred): Part {
  const work = view.work === 'RINGING' ? 'RINGING' : 'TALKING';
  return { work, call: but(view, { ...party, heldBy: null }) };
}
