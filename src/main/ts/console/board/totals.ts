import type { Board } from '../follow';
import type { Group } from '../rows';
import { isInTalk, type Status, STATUSES, statusOf } from '../status';

export interface Totals {
  waiting: number;
  groupsWithWaiting: number;
  longestWaitSince: number | null;
  longestWaitGroup: string | null;
  agents: Readonly<Record<Status, number>>;
  calls: number;
  inTalk: number;
  answeredInTime: number;
  /** Of these the service level is a share: answered and abandoned calls but for those that gave up at once. */
  counted: number;
  serviceLevel: number | null;
}

export function totalsOf(board: Board, now: number): Totals {
  const groups = [...board.groups.values()];
  const calls = [...board.calls.values()];
  const longest = longestWaiting(groups);
  const answeredInTime = sum(groups, (g) => g.answeredInTime);
  const counted = sum(groups, (g) => g.answered + g.abandoned - g.shortAbandoned);
  return {
    waiting: sum(groups, (g) => g.waiting),
    groupsWithWaiting: groups.filter((g) => g.waiting > 0).length,
    longestWaitSince: longest?.longestWaitSince ?? null,
    longestWaitGroup: longest?.name ?? null,
    agents: countAgents(board, now),
    calls: calls.length,
    inTalk: calls.filter(({ state }) => isInTalk(state)).length,
    answeredInTime,
    counted,
    serviceLevel: counted > 0 ? answeredInTime / counted : null,
  };
}

function longestWaiting(groups: readonly Group[]): Group | undefined {
  const since = (g: Group) => g.longestWaitSince ?? Infinity;
  return groups
    .filter((g) => g.waiting > 0 && g.longestWaitSince)
    .reduce<Group | undefined>((a, b) => (a && since(a) <= since(b) ? a : b), undefined);
}

function countAgents(board: Board, now: number): Record<Status, number> {
  const counts = Object.fromEntries(STATUSES.map((s) => [s, 0])) as Record<Status, number>;
  for (const agent of board.agents.values()) {
    counts[statusOf(agent, now)]++;
  }
  return counts;
}

function sum(groups: readonly Group[], of: (group: Group) => number): number {
  return groups.reduce((total, group) => total + of(group), 0);
}
