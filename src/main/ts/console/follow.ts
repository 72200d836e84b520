import type { BoardMessage, Kind, Rows } from './rows';

/** The platform as last told. A row that did not change stays the same object, a kind of which none did the same map. */
export type Board = {
  node: string;
  revision: number;
} & { readonly [K in Kind]: ReadonlyMap<string, Rows[K]> };

export interface Followed {
  /** Null before the first snapshot; older than the platform while `behind`. */
  board: Board | null;
  /** True while only a snapshot can go on. */
  behind: boolean;
  /** Deltas that came meanwhile; the snapshot says which of them it has already. */
  early: readonly BoardMessage[];
}

export const NOTHING: Followed = { board: null, behind: true, early: [] };

/** Beyond this a snapshot will not close the gap, either. */
const MOST_EARLY = 40;
const EMPTY = {
  agents: new Map(),
  groups: new Map(),
  calls: new Map(),
  switches: new Map(),
  nodes: new Map(),
};

/** What was shown stays, but the next message to go on from is a snapshot. */
export function begunAnew({ board }: Followed): Followed {
  return { board, behind: true, early: [] };
}

/** Pure: messages may come twice, late, from another node, or not at all. */
export function follow(before: Followed, message: BoardMessage): Followed {
  return message.type === 'snapshot' ? snapshot(before, message) : delta(before, message);
}

function snapshot(before: Followed, message: BoardMessage): Followed {
  const { board, behind, early } = before;
  if (!behind && board?.node === message.node && message.revision < board.revision) {
    return before;
  }
  const whole: Board = merge({ ...EMPTY, node: message.node, revision: 0 }, message);
  const start: Followed = { board: whole, behind: false, early: [] };
  return early
    .filter((d) => d.node === message.node)
    .sort((a, b) => a.revision - b.revision)
    .reduce(delta, start);
}

function delta(before: Followed, message: BoardMessage): Followed {
  const { board, behind, early } = before;
  if (behind || board === null) {
    return { board, behind: true, early: [...early, message].slice(-MOST_EARLY) };
  }
  if (board.node === message.node && message.revision <= board.revision) {
    return before;
  }
  if (board.node !== message.node || message.revision > board.revision + 1) {
    return { board, behind: true, early: [message] };
  }
  return { board: merge(board, message), behind: false, early: [] };
}

function merge(board: Board, message: BoardMessage): Board {
  const { node, revision, gone = {} } = message;
  return {
    node,
    revision,
    agents: changed(board.agents, message.agents, gone.agents, (agent) => agent.id),
    groups: changed(board.groups, message.groups, gone.groups, (group) => group.id),
    calls: changed(board.calls, message.calls, gone.calls, (call) => call.callId),
    switches: changed(board.switches, message.switches, gone.switches, (each) => each.id),
    nodes: changed(board.nodes, message.nodes, gone.nodes, (each) => each.id),
  };
}

function changed<R>(
  before: ReadonlyMap<string, R>,
  rows: readonly R[] = [],
  gone: readonly string[] = [],
  idOf: (row: R) => string,
): ReadonlyMap<string, R> {
  if (rows.length === 0 && gone.length === 0) {
    return before;
  }
  const after = new Map(before);
  gone.forEach((id) => after.delete(id));
  rows.forEach((row) => after.set(idOf(row), row));
  return after;
}
