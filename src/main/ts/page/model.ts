import type { PhoneStatus } from '../sdk/phone-types';
import type { Snapshot, User } from '../sdk/types';
import type { Connection } from './shown';
import type { Key } from './texts';

/** Whom a form asks for: the next number is for a transfer or a consultation. */
export type Asking = 'transfer' | 'consult' | null;

/** What happened to the call, in words. */
export interface Note {
  key: Key;
  party: string;
}

export interface Model {
  connection: Connection;
  user: User | null;
  state: Snapshot;
  phone: PhoneStatus;
  asking: Asking;
  note: Note | null;
}

export const NO_PHONE: PhoneStatus = { state: 'off', reason: null };

/** What ends with a call or is possible no longer is forgotten. Pure. */
export function settled(model: Model): Model {
  const { asking, note, state } = model;
  return {
    ...model,
    asking: asking && state.allowed.includes(asking) ? asking : null,
    note: state.call ? note : null,
  };
}
