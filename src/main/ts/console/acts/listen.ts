import type { Board } from '../follow';
import type { Agent } from '../rows';
import { isInTalk } from '../status';

/** Who hears the supervisor. */
export const MODES = ['monitor', 'whisper', 'barge'] as const;
export type Mode = (typeof MODES)[number];

export interface Listening {
  agentId: string;
  name: string;
  mode: Mode;
  /** False while the supervisor's phone rings. */
  heard: boolean;
}

/** @param me who looks: nobody listens to himself */
export function canBeHeard(agent: Agent, me: string | null): boolean {
  return isInTalk(agent.work) && agent.id !== me;
}

/** To whom the supervisor listens, as the platform says; null for nobody. */
export function listeningOf(board: Board | null, me: string | null): Listening | null {
  for (const { parties = [] } of board?.calls.values() ?? []) {
    const mine = parties.find(({ agentId, listensTo }) => listensTo && agentId === me);
    if (mine) {
      const agentId = parties.find(({ legId }) => legId === mine.listensTo)?.agentId ?? '';
      return {
        agentId,
        name: board?.agents.get(agentId)?.name ?? agentId,
        mode: MODES.find((mode) => mode === mine.mode) ?? 'monitor',
        heard: Boolean(mine.answeredAt),
      };
    }
  }
  return null;
}
