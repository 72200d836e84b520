import type { Direction } from '../../sdk/types';

/** Calls of the past as docs/protocol/console.md has them. Times are ms since 1970. */
export interface PastLeg {
  legId: string;
  /** `caller`, `agent`, `callee`, `consult` or `supervisor`. */
  role: string;
  number?: string | null;
  agentId?: string | null;
  since: number;
  ringingAt?: number | null;
  answeredAt?: number | null;
  endedAt?: number | null;
  cause?: string | null;
}

export interface PastCall {
  callId: string;
  switchId: string;
  direction: Direction;
  from?: string | null;
  to?: string | null;
  queueId?: string | null;
  agentId?: string | null;
  startedAt: number;
  bridgedAt?: number | null;
  endedAt?: number | null;
  cause?: string | null;
  endedBy?: string | null;
  attempts: number;
  data?: Readonly<Record<string, unknown>> | null;
  /** Empty in a list of calls. */
  legs: readonly PastLeg[];
}

export interface PastPage {
  calls: readonly PastCall[];
  /** Where the page after this one begins. */
  next?: string | null;
}

export const RESULTS = ['answered', 'unanswered', 'living'] as const;
export type Result = (typeof RESULTS)[number];

export function resultOf({ bridgedAt, endedAt }: PastCall): Result {
  if (!endedAt) {
    return 'living';
  }
  return bridgedAt ? 'answered' : 'unanswered';
}

/** Until two talked, or the call ended before; null while neither has happened. */
export function waitedMs({ startedAt, bridgedAt, endedAt }: PastCall): number | null {
  const until = bridgedAt ?? endedAt;
  return until ? until - startedAt : null;
}

/** Null where nobody talked, or somebody still does. */
export function talkedMs({ bridgedAt, endedAt }: PastCall): number | null {
  return bridgedAt && endedAt ? endedAt - bridgedAt : null;
}
