import type { Board } from '../follow';
import type { Call, Named } from '../rows';
import { t } from '../texts';

/** What a supervisor does to a call; first what harms least. */
export const CALL_ACTS = ['prefer', 'assign', 'move', 'end'] as const;
export type CallAct = (typeof CALL_ACTS)[number];

export interface CallOrder {
  callId: string;
  reason: string;
  /** Where to, of a move. */
  groupId?: string;
  /** To whom it is given. */
  agentId?: string;
}

/**
 * @param groups how many there are
 * @param ready how many agents could take a call now
 */
export function actsOn(
  { state, priority }: Call,
  groups: number,
  ready: number,
): readonly CallAct[] {
  const possible: Record<CallAct, boolean> = {
    prefer: state === 'WAITING' && !priority,
    assign: state === 'WAITING' && ready > 0,
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
  /** Of the group that it waits for since, or the agent to whom it was given. */
  to: string;
  /** The id of the group for the way back; null where there is none. */
  back: string | null;
  backName: string;
}

/** @param to id of the group or the agent; empty for an act that needs none */
export function orderOf(callId: string, act: CallAct, reason: string, to: string): CallOrder {
  const order = { callId, reason };
  switch (act) {
    case 'move':
      return { ...order, groupId: to };
    case 'assign':
      return { ...order, agentId: to };
    default:
      return order;
  }
}

/**
 * @param call as it was before
 * @param to as of {@link orderOf}
 */
export function callActed(
  call: Call,
  what: CallAct,
  { groups, agents }: Pick<Board, 'groups' | 'agents'>,
  to: string,
): CallActed {
  const nameOf = (id: string) => groups.get(id)?.name ?? id;
  const from = call.queueId ?? '';
  const toName = what === 'assign' ? (agents.get(to)?.name ?? to) : nameOf(to);
  return {
    ...{ what, callId: call.callId, name: callName(call), to: toName },
    ...{ back: (what === 'move' && from) || null, backName: nameOf(from) },
  };
}
