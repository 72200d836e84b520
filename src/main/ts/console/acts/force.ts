import type { Agent } from '../rows';

/** What an agent can be forced to here; the protocol takes any reason of NOT_READY besides. */
export const TARGETS = ['ready', 'busy', 'rest', 'logout'] as const;
export type Target = (typeof TARGETS)[number];

export const LONGEST_REASON = 200;
export const UNDO_MS = 10_000;

/** What only the platform says: nobody can be forced back to it. */
const PLATFORM_REASONS = new Set(['login', 'logout', 'no_answer', 'phone_down', 'connection_lost']);

export interface Forced {
  what: 'force';
  agentId: string;
  name: string;
  to: string;
  queued: boolean;
  /** What to force to for the way back; null where there is none. */
  back: string | null;
}

/** Who is signed out can be forced to nothing: only the agent can sign in. */
export function canBeForced(agent: Agent): boolean {
  return agent.presence !== 'LOGGED_OUT';
}

/** @returns the reason as it is sent, or null where there is none yet */
export function reasonIn(typed: string): string | null {
  const reason = typed.trim();
  return reason.length > 0 && reason.length <= LONGEST_REASON ? reason : null;
}

/** @param agent as it was before */
export function forced(agent: Agent, to: string, queued: boolean): Forced {
  const before = standing(agent);
  const over = to === 'logout' && !queued;
  const back = over || before === to ? null : before;
  return { what: 'force', agentId: agent.id, name: agent.name, to, queued, back };
}

/** What would have been had nobody forced: what follows the call, or what is. */
export function standing({ presence, reason, next }: Agent): string | null {
  if (next) {
    return next;
  }
  if (presence === 'READY') {
    return 'ready';
  }
  return reason && !PLATFORM_REASONS.has(reason) ? reason : null;
}
