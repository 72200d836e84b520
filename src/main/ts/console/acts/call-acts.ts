import type { Call, Named } from '../rows';
import { t } from '../texts';

/** What a supervisor does to a call; first what harms least. */
export const CALL_ACTS = ['prefer', 'move', 'end'] as const;
export type CallAct = (typeof CALL_ACTS)[number];

export interface CallOrder {
  callId: string;
  reason: string;
  /** Where to, of a move. */
  groupId?: string;
}

/** @param groups how many there are */
export function actsOn({ state, priority }: Call, groups: number): readonly CallAct[] {
  const possible: Record<CallAct, boolean> = {
    prefer: state === 'WAITING' && !priority,
    move: state === 'WAITING' && groups > 1,
    end: state !== 'ENDING',
  };
  return CALL_ACTS.filter((act) => possible[act]);
}

/** By whom it is known: who called. */
export function callName({ from }: { from?: string | null }): string {
  return from || t('withheld');
}

/** Agents by their names, others by their numbers; whoever has left is none of them. */
export function whoTakesPart(call: Call, agents: ReadonlyMap<string, Named>): string {
  const others = (call.parties ?? [])
    .filter(({ endedAt }) => !endedAt)
    .map(({ agentId, number }) => agents.get(agentId ?? '')?.name || agentId || number);
  const all = call.direction === 'INBOUND' ? [callName(call), ...others] : others;
  return all.filter(Boolean).join(', ') || callName(call);
}

/** Done to a call, with the names as they were then. */
export interface CallActed {
  what: CallAct;
  callId: string;
  name: string;
  /** Of the group that it waits for since, where it was moved. */
  group: string;
  /** The id of the group for the way back; null where there is none. */
  back: string | null;
  backName: string;
}

/**
 * @param call as it was before
 * @param to the id of the group, of a move
 */
export function callActed(
  call: Call,
  what: CallAct,
  groups: ReadonlyMap<string, Named>,
  to: string,
): CallActed {
  const nameOf = (id: string) => groups.get(id)?.name ?? id;
  const from = call.queueId ?? '';
  return {
    ...{ what, callId: call.callId, name: callName(call), group: nameOf(to) },
    ...{ back: (what === 'move' && from) || null, backName: nameOf(from) },
  };
}
