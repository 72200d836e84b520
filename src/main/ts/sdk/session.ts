import type { Carrier } from './carrier';
import type { Command } from './commands';
import type { CtibarError } from './error';
import type { Resume, ServerFrame } from './protocol';
import type { CtibarCallbacks, CurrentCall, Snapshot, User } from './types';
import { SIGNED_OUT } from './view';

/**
 * ```
 * idle ──start──▶ connecting ──welcome──▶ open
 *                  ▲      │ lost            │ lost
 *                  └retry─┴──── waiting ◀───┘
 * any ──stop, refused token, kicked──▶ ended ──start──▶ connecting
 * ```
 */
export type Phase = 'idle' | 'connecting' | 'open' | 'waiting' | 'ended';

/** Everything the SDK remembers of its session. Changes only by {@link step}. */
export interface Session {
  readonly phase: Phase;
  /** The server's name of it: what a lost connection resumes. */
  readonly id: string | null;
  /** Of the newest event; the resumed session goes on behind it. */
  readonly seq: number;
  readonly view: Snapshot;
  readonly heartbeatMs: number;
  /** Of the token; seconds since 1970. */
  readonly expiresAt: number;
  /** Tried so far; each needs a name of its own. */
  readonly renewals: number;
  readonly attempt: number;
  readonly refusals: number;
  readonly forced: Carrier | null;
  readonly carrier: Carrier | null;
  readonly proven: Carrier | null;
  readonly unansweredPings: number;
  /** The server knew a newer event than we did when it last answered a ping. */
  readonly behind: boolean;
  /** Events were missing after this one; a second gap at the same place is borne. */
  readonly gapAfter: number | null;
  /** Not sent yet, in order. */
  readonly queued: readonly Command[];
  /** Sent, not answered. */
  readonly sent: readonly Command[];
  /** What of the view is of the session before this one, and not confirmed; null: nothing is. */
  readonly doubted: Doubt | null;
  /** A sign-in that brings a lost session back; the queue waits for its answer. */
  readonly rejoin: string | null;
}

export interface Doubt {
  presence: boolean;
  /** It may have ended while nobody listened. */
  call: CurrentCall | null;
}

export const NEW_SESSION: Session = {
  phase: 'idle',
  id: null,
  seq: 0,
  view: SIGNED_OUT,
  heartbeatMs: 15_000,
  expiresAt: 0,
  renewals: 0,
  attempt: 0,
  refusals: 0,
  forced: null,
  carrier: null,
  proven: null,
  unansweredPings: 0,
  behind: false,
  gapAfter: null,
  queued: [],
  sent: [],
  doubted: null,
  rejoin: null,
};

export type Input =
  | { kind: 'start'; forced: Carrier | null }
  | { kind: 'opened' }
  | { kind: 'frame'; frame: ServerFrame; now: number }
  | { kind: 'lost'; code: number }
  | { kind: 'overdue' }
  | { kind: 'retry' }
  | { kind: 'heartbeat' }
  | { kind: 'renew' }
  | { kind: 'command'; command: Command }
  | { kind: 'expired'; id: string }
  | { kind: 'stop' };

export type Outcome = { ok: true; data: unknown } | { ok: false; error: CtibarError };

/** What the shell around the session has to do, in order. */
export type Effect =
  | { do: 'connect'; carrier: Carrier }
  | { do: 'authenticate'; resume: Resume | null }
  | { do: 'send'; text: string; note: string }
  | { do: 'disconnect' }
  | { do: 'retryAfter'; attempt: number }
  | { do: 'beat'; afterMs: number }
  | { do: 'renewBefore'; expiresAt: number; atLeastMs: number }
  | { do: 'keepToken'; token: string }
  | { do: 'rest' }
  | { do: 'callback'; name: keyof CtibarCallbacks; data?: unknown }
  | { do: 'limit'; id: string; afterMs: number }
  | { do: 'settle'; id: string; outcome: Outcome }
  | { do: 'started'; user: User }
  | { do: 'refused'; error: CtibarError }
  | { do: 'report'; error: CtibarError };

export interface Step {
  readonly session: Session;
  readonly effects: readonly Effect[];
}
