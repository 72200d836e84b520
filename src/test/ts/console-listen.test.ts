import { describe, expect, it } from 'vitest';
import { begunAnew, follow, NOTHING } from '../../main/ts/console/follow';
import { canBeHeard, listeningOf } from '../../main/ts/console/acts/listen';
import type { Agent, Call } from '../../main/ts/console/rows';

const agent = (part: Partial<Agent>): Agent => ({
  id: 'agent2',
  name: 'Agent 2',
  extNo: '1002',
  groups: [],
  presence: 'READY',
  work: 'TALKING',
  since: 1,
  ...part,
});

const call = (parties: NonNullable<Call['parties']>): Call => ({
  callId: 'c1',
  switchId: 'fs1',
  direction: 'INBOUND',
  state: 'TALKING',
  startedAt: 1,
  parties,
});

const board = (...calls: Call[]) =>
  follow(begunAnew(NOTHING), {
    type: 'snapshot',
    node: 'n1',
    revision: 1,
    at: 1,
    ...{ agents: [agent({})], groups: [], calls, switches: [], nodes: [] },
  }).board;

const leg = { legId: 'l2', role: 'agent', agentId: 'agent2', since: 1 };
const ear = { legId: 's1', role: 'supervisor', agentId: 'boss', since: 2, mode: 'whisper' };

describe('listening', () => {
  it.each([
    ['TALKING', true],
    ['HELD', true],
    ['CONSULTING', true],
    ['CONFERENCED', true],
    ['IDLE', false],
    ['RINGING', false],
    ['DIALING', false],
  ] as const)('to an agent who is %s: %s', (work, can) => {
    expect(canBeHeard(agent({ work }), 'boss')).toBe(can);
  });

  it('nobody to himself', () => {
    expect(canBeHeard(agent({}), 'agent2')).toBe(false);
  });

  it('is as the platform says: rung, and heard', () => {
    const rung = board(call([leg, { ...ear, listensTo: 'l2' }]));
    const heard = board(call([leg, { ...ear, listensTo: 'l2', answeredAt: 3 }]));
    const expected = { agentId: 'agent2', name: 'Agent 2', mode: 'whisper', heard: false };
    expect(listeningOf(rung, 'boss')).toEqual(expected);
    expect(listeningOf(heard, 'boss')).toEqual({ ...expected, heard: true });
  });

  it('is nobody for another, for one who took the call over, and without a board', () => {
    expect(listeningOf(board(call([leg, { ...ear, listensTo: 'l2' }])), 'other')).toBeNull();
    expect(listeningOf(board(call([leg, { ...ear, role: 'agent' }])), 'boss')).toBeNull();
    expect(listeningOf(null, 'boss')).toBeNull();
  });
});
