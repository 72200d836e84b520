import type { Carrier } from './carrier';
import type { Command } from './commands';
import type { CtibarError } from './error';
import type { Owed } from './missed';
import type { Resume, ServerFrame } from './protocol';
import type { CtibarCallbacks, CurrentCall, Snapshot, User } from './types';
import { SIGNED_OUT } from './view';

/**
 * ```
 * idle ──start──▶ connecting ──welcome──▶ open
 *                  ▲      │ lost            │ lost
 *                  └retry─┴──── waiting ◀───┘
 * open ──moving──▶ open, and a second connection until another node has welcomed it
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
  /** How many there are, and which is in use. */
  readonly addresses: number;
  readonly address: number;
  readonly user: User | null;
  readonly view: Snapshot;
  readonly heartbeatMs: number;
  /** Of the token; seconds since 1970. */
  readonly expiresAt: number;
  /** Tried so far; each needs a name of its own. */
  readonly renewals: number;
  readonly attempt: number;
  /** Tries left that need no pause before them. */
  readonly quick: number;
  readonly refusals: number;
  readonly forced: Carrier | null;
  readonly carrier: Carrier | null;
  readonly proven: Carrier | null;
  /** What the server must say before the connection counts as dead. */
  readonly listening: 'no' | 'answer' | 'probe';
  /** Where the page tries to go while its node still serves it. */
  readonly handover: Handover | null;
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
  /** The revision of the sign-in: its own snapshot tells of nothing that was missed. */
  readonly joinedAt: number | null;
  /** Names of the events of the view's revision. */
  readonly told: readonly string[];
  /** Another node goes on with the session: it may tell of the view's revision again. */
  readonly overlap: boolean;
  /** A call that a snapshot told before it rings: `onRing` is still to come. */
  readonly unrung: string | null;
  readonly owed: Owed;
}

export interface Handover {
  readonly address: number;
  readonly attempt: number;
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
  addresses: 1,
  address: 0,
  user: null,
  view: SIGNED_OUT,
  heartbeatMs: 15_000,
  expiresAt: 0,
  renewals: 0,
  attempt: 0,
  quick: 0,
  refusals: 0,
  forced: null,
  carrier: null,
  proven: null,
  listening: 'no',
  handover: null,
  behind: false,
  gapAfter: null,
  queued: [],
  sent: [],
  doubted: null,
  rejoin: null,
  joinedAt: null,
  told: [],
  overlap: false,
  unrung: null,
  owed: null,
};

export type Input =
  | { kind: 'start'; forced: Carrier | null; addresses: number }
  | { kind: 'opened' }
  | { kind: 'frame'; frame: ServerFrame; now: number }
  /** A frame that this version does not know. */
  | { kind: 'unknown' }
  | { kind: 'lost'; code: number }
  | { kind: 'overdue' }
  | { kind: 'retry' }
  | { kind: 'nextOpened' }
  | { kind: 'nextFrame'; frame: ServerFrame }
  | { kind: 'nextLost' }
  | { kind: 'nextRetry' }
  | { kind: 'silence' }
  | { kind: 'heartbeat' }
  | { kind: 'renew' }
  | { kind: 'command'; command: Command }
  | { kind: 'expired'; id: string }
  | { kind: 'stop' };

export type Outcome = { ok: true; data: unknown } | { ok: false; error: CtibarError };

/** What the shell around the session has to do, in order. */
export type Effect =
  | { do: 'connect'; carrier: Carrier; address: number; withinMs: number }
  | { do: 'authenticate'; resume: Resume | null }
  | { do: 'connectNext'; carrier: Carrier; address: number; withinMs: number }
  | { do: 'authenticateNext'; resume: Resume | null }
  | { do: 'takeNext' }
  | { do: 'dropNext' }
  | { do: 'tryNextAfter'; attempt: number | null }
  | { do: 'listen'; afterMs: number }
  | { do: 'send'; text: string; note: string; withToken?: boolean }
  | { do: 'disconnect' }
  | { do: 'retryAfter'; attempt: number | null }
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
