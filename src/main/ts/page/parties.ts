import type { Consultation, Snapshot } from '../sdk/types';

/** Who is in a consultation or a conference, and how. Pure. */
export interface Party {
  /** Null for the agent. */
  number: string | null;
  state: Consultation['state'];
}

/** None where the agent has one party only: that one is shown by itself. */
export function parties({ work, call }: Snapshot): Party[] {
  if (!call?.consult) {
    return [];
  }
  const { popScreenNo: customer, consult } = call;
  if (work === 'CONFERENCED') {
    return [null, customer, consult.to].map((number) => ({ number, state: 'talking' }));
  }
  return [
    { number: customer, state: consult.state === 'held' ? 'talking' : 'held' },
    { number: consult.to, state: consult.state },
  ];
}
