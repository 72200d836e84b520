import type { Agent, Call } from './rows';

/** What an agent is doing, as a supervisor counts it. */
export const STATUSES = ['ready', 'ringing', 'talking', 'wrapUp', 'notReady', 'signedOut'] as const;
export type Status = (typeof STATUSES)[number];

export function statusOf(agent: Agent, now: number): Status {
  switch (agent.work) {
    case 'IDLE':
      return idle(agent, now);
    case 'RESERVED':
    case 'RINGING':
    case 'DIALING':
      return 'ringing';
    default:
      return 'talking';
  }
}

function idle({ presence, readyAt, noPage }: Agent, now: number): Status {
  if (presence === 'LOGGED_OUT') {
    return 'signedOut';
  }
  if ((readyAt ?? 0) > now) {
    return 'wrapUp';
  }
  return presence === 'READY' && !noPage ? 'ready' : 'notReady';
}

const IN_TALK = new Set<string>(['TALKING', 'HELD', 'CONSULTING', 'CONFERENCED']);

/** @param what an agent does, or how a call stands */
export function isInTalk(what: Agent['work'] | Call['state']): boolean {
  return IN_TALK.has(what);
}

/** When the first of these pauses is over; no message tells of it. Infinity where nobody pauses. */
export function nextReadyAt(agents: Iterable<Agent>, now: number): number {
  let next = Infinity;
  for (const { work, readyAt } of agents) {
    if (work === 'IDLE' && readyAt && readyAt > now) {
      next = Math.min(next, readyAt);
    }
  }
  return next;
}
