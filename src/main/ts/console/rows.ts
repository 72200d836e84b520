import type { Direction, Presence, Work } from '../sdk/types';

/** What the bridge sends, as docs/protocol/console.md has it. Times are ms since 1970 by the platform's clock. */
export interface Agent {
  id: string;
  name: string;
  extNo?: string | null;
  groups: readonly string[];
  presence: Presence;
  reason?: string | null;
  work: Work;
  since: number;
  readyAt?: number | null;
  /** `ready`, `logout` or a reason of NOT_READY: follows the call. */
  next?: string | null;
  callId?: string | null;
  direction?: Direction | null;
  popScreenNo?: string | null;
  queueId?: string | null;
  callSince?: number | null;
  /** No page of the agent is open: no call is offered. */
  noPage?: boolean | null;
}

export interface Group {
  id: string;
  name: string;
  members: number;
  signedIn: number;
  ready: number;
  talking: number;
  waiting: number;
  longestWaitSince?: number | null;
  offered: number;
  answered: number;
  abandoned: number;
  shortAbandoned: number;
  answeredInTime: number;
  waitMs: number;
  serviceLevel?: number | null;
}

export type CallState =
  | 'WAITING'
  | 'RINGING'
  | 'DIALING'
  | 'TALKING'
  | 'HELD'
  | 'CONSULTING'
  | 'CONFERENCED'
  | 'TRANSFERRING'
  | 'ENDING';

export interface Party {
  legId: string;
  role: string;
  agentId?: string | null;
  number?: string | null;
  since: number;
  answeredAt?: number | null;
  endedAt?: number | null;
  /** Of a supervisor who listens: who hears it, and the leg of whom it hears. */
  mode?: string | null;
  listensTo?: string | null;
}

export interface Call {
  callId: string;
  switchId: string;
  direction: Direction;
  from?: string | null;
  fromName?: string | null;
  to?: string | null;
  queueId?: string | null;
  state: CallState;
  priority?: number | null;
  startedAt: number;
  bridgedAt?: number | null;
  parties?: readonly Party[];
}

export interface Switch {
  id: string;
  owner?: string | null;
  up: boolean;
  calls: number;
}

export interface ClusterNode {
  id: string;
  startedAt: number;
  verticles: readonly string[];
  owned: readonly string[];
  pages: number;
  /** Of 1 for all processors; negative while not known. */
  cpu?: number | null;
  heapUsedBytes?: number | null;
  heapMaxBytes?: number | null;
  /** Of one that is not heard any more: when it was, last. */
  goneAt?: number | null;
}

export interface Rows {
  agents: Agent;
  groups: Group;
  calls: Call;
  switches: Switch;
  nodes: ClusterNode;
}

/** By which the figures of the day are counted. */
export interface Limits {
  serviceLevelMs: number;
  shortAbandonMs: number;
}

export type Kind = keyof Rows;

export type BoardMessage = {
  type: 'snapshot' | 'delta';
  node: string;
  revision: number;
  at: number;
  /** In a snapshot. */
  limits?: Limits;
  gone?: { [K in Kind]?: readonly string[] };
} & { [K in Kind]?: readonly Rows[K][] };

export interface Named {
  id: string;
  name: string;
}
