import { describe, expect, it } from 'vitest';
import {
  begunAnew,
  type Board,
  follow,
  type Followed,
  NOTHING,
} from '../../main/ts/console/follow';
import type { Agent, BoardMessage, Call } from '../../main/ts/console/rows';

const AGENT: Agent = {
  ...{ id: 'agent1', name: 'Agent 1', groups: [], presence: 'READY', work: 'IDLE', since: 0 },
};
const CALL: Call = {
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', state: 'WAITING', startedAt: 0 },
};

type Part = Partial<BoardMessage>;

const snapshot = (revision: number, part: Part = {}): BoardMessage => {
  return { type: 'snapshot', node: 'n1', revision, at: 0, ...part };
};
const delta = (revision: number, part: Part = {}): BoardMessage => {
  return { ...snapshot(revision, part), type: 'delta' };
};
const after = (...messages: BoardMessage[]): Followed => messages.reduce(follow, NOTHING);
const boardOf = ({ board }: Followed): Board => board as Board;
const away = (revision: number) =>
  delta(revision, { agents: [{ ...AGENT, presence: 'NOT_READY' }] });

describe('the board', () => {
  it('begins with a snapshot', () => {
    expect(NOTHING).toMatchObject({ board: null, behind: true });
    const followed = after(snapshot(7, { agents: [AGENT], calls: [CALL] }));
    expect(followed.behind).toBe(false);
    expect(boardOf(followed).revision).toBe(7);
    expect(boardOf(followed).agents.get('agent1')).toBe(AGENT);
    expect(boardOf(followed).calls.get('c1')).toBe(CALL);
  });

  it('a delta changes its rows; every other row and kind is the same object', () => {
    const other = { ...AGENT, id: 'agent2' };
    const before = after(snapshot(7, { agents: [AGENT, other], calls: [CALL] }));
    const followed = follow(before, away(8));
    expect(boardOf(followed).agents.get('agent1')?.presence).toBe('NOT_READY');
    expect(boardOf(followed).agents.get('agent2')).toBe(other);
    expect(boardOf(followed).calls).toBe(boardOf(before).calls);
    expect(boardOf(before).agents.get('agent1')).toBe(AGENT);
  });

  it('rows that are gone are gone', () => {
    const followed = after(
      snapshot(7, { agents: [AGENT], calls: [CALL] }),
      delta(8, { gone: { calls: ['c1'], agents: ['nobody'] } }),
    );
    expect(boardOf(followed).calls.size).toBe(0);
    expect(boardOf(followed).agents.size).toBe(1);
  });

  it('a delta with nothing in it is no reason to ask', () => {
    const before = after(snapshot(7, { agents: [AGENT] }));
    const followed = follow(before, delta(8));
    expect(followed.behind).toBe(false);
    expect(boardOf(followed).agents).toBe(boardOf(before).agents);
  });

  it.each([7, 6, 1])('what revision 7 has already is dropped: %i', (revision) => {
    const before = after(snapshot(7, { agents: [AGENT] }));
    expect(follow(before, away(revision))).toBe(before);
  });

  it.each<[string, BoardMessage]>([
    ['a gap', delta(9)],
    ['another node', delta(8, { node: 'n2' })],
    ['another node with an older revision', delta(3, { node: 'n2' })],
  ])('%s needs a snapshot; what is shown stays meanwhile', (_, message) => {
    const before = after(snapshot(7, { agents: [AGENT] }));
    const followed = follow(before, message);
    expect(followed.behind).toBe(true);
    expect(followed.board).toBe(before.board);
  });

  it('deltas that were faster than the snapshot count from its revision on', () => {
    const followed = after(away(8), delta(9, { calls: [CALL] }), snapshot(8, { agents: [AGENT] }));
    expect(followed).toMatchObject({ behind: false, early: [] });
    expect(boardOf(followed).revision).toBe(9);
    expect(boardOf(followed).agents.get('agent1')).toBe(AGENT);
    expect(boardOf(followed).calls.get('c1')).toBe(CALL);
  });

  it('of deltas out of order, none is lost: the snapshot and the early ones make it whole', () => {
    const followed = after(snapshot(7), delta(9, { calls: [CALL] }), away(8), snapshot(7));
    expect(followed.behind).toBe(false);
    expect(boardOf(followed).revision).toBe(9);
    expect(boardOf(followed).agents.get('agent1')?.presence).toBe('NOT_READY');
  });

  it('a gap after the snapshot, too, needs another', () => {
    expect(after(delta(12), snapshot(7)).behind).toBe(true);
    expect(after(delta(12), snapshot(7), snapshot(12)).behind).toBe(false);
  });

  it('early deltas of another node do not count', () => {
    const followed = after(delta(8, { node: 'n2', calls: [CALL] }), snapshot(7));
    expect(boardOf(followed)).toMatchObject({ node: 'n1', revision: 7 });
    expect(boardOf(followed).calls.size).toBe(0);
  });

  it('a snapshot that the platform sends by itself replaces everything', () => {
    const followed = after(snapshot(7, { agents: [AGENT], calls: [CALL] }), snapshot(20));
    expect(followed.behind).toBe(false);
    expect(boardOf(followed).agents.size).toBe(0);
  });

  it('a snapshot that comes late is dropped, but not on a new connection', () => {
    const before = after(snapshot(7), delta(8));
    expect(follow(before, snapshot(7))).toBe(before);
    expect(boardOf(follow(begunAnew(before), snapshot(2))).revision).toBe(2);
  });

  it('keeps no more early deltas than a snapshot can use', () => {
    const many = Array.from({ length: 500 }, (_, n) => delta(n));
    expect(after(...many).early.length).toBeLessThan(50);
  });
});
