import type { Agent } from '../rows';
import { type Status, statusOf } from '../status';

/** Empty where that filter lets all through. */
export interface Filters {
  group: string;
  status: Status | '';
  text: string;
}

export const NO_FILTERS: Filters = { group: '', status: '', text: '' };

/** Pure. Text is sought in what a row shows of the agent: name, id, extension and the other party. */
export function passes(agent: Agent, { group, status, text }: Filters, now: number): boolean {
  if (group && !agent.groups.includes(group) && agent.queueId !== group) {
    return false;
  }
  if (status && statusOf(agent, now) !== status) {
    return false;
  }
  const sought = text.trim().toLowerCase();
  const shown = [agent.name, agent.id, agent.extNo, agent.popScreenNo];
  return !sought || shown.some((s) => s?.toLowerCase().includes(sought));
}
