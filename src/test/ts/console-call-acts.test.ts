// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import {
  actsOn,
  callActed,
  callName,
  orderOf,
  whoTakesPart,
} from '../../main/ts/console/acts/call-acts';
import type { Board } from '../../main/ts/console/follow';
import type { Call, CallState, Party } from '../../main/ts/console/rows';

const WAITING: Call = {
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', from: '13800001111', queueId: '1' },
  ...{ state: 'WAITING', priority: 0, startedAt: 1 },
};
const GROUPS = new Map(['1', '2'].map((id) => [id, { id, name: `group ${id}` }]));
const AGENTS = new Map([['agent2', { id: 'agent2', name: 'Agent 2' }]]);
const BOARD = { groups: GROUPS, agents: AGENTS } as unknown as Board;
const party = (part: Partial<Party>): Party => ({ legId: 'l', role: 'agent', since: 1, ...part });

describe('what can be done with a call', () => {
  it.each<[CallState, string[]]>([
    ['WAITING', ['prefer', 'assign', 'move', 'end']],
    ['RINGING', ['end']],
    ['DIALING', ['end']],
    ['TALKING', ['end']],
    ['CONFERENCED', ['end']],
    ['ENDING', []],
  ])('%s: %j', (state, acts) => expect(actsOn({ ...WAITING, state }, 2, 1)).toEqual(acts));

  it('none is put first who is, moved without another group, or given to nobody', () => {
    expect(actsOn({ ...WAITING, priority: 100 }, 2, 0)).toEqual(['move', 'end']);
    expect(actsOn(WAITING, 1, 0)).toEqual(['prefer', 'end']);
  });
});

describe('whom it concerns', () => {
  it('the caller, and who has not left', () => {
    const parties = [
      party({ agentId: 'agent1', number: '1001', endedAt: 5 }),
      party({ agentId: 'agent2', number: '1002' }),
      party({ role: 'consult', number: '13900002222' }),
    ];
    expect(whoTakesPart({ ...WAITING, parties }, AGENTS)).toBe('13800001111, Agent 2, 13900002222');
    const outbound: Call = { ...WAITING, direction: 'OUTBOUND', from: '1002', parties };
    expect(whoTakesPart(outbound, AGENTS)).toBe('Agent 2, 13900002222');
    expect(whoTakesPart(WAITING, AGENTS)).toBe('13800001111');
  });

  it('somebody, where no number is sent', () => {
    expect(callName({ ...WAITING, from: '' })).toBe('number withheld');
  });
});

describe('what is asked of the platform', () => {
  it.each([
    ['move', { groupId: 'x' }],
    ['assign', { agentId: 'x' }],
    ['prefer', {}],
    ['end', {}],
  ] as const)('%s: %j', (act, rest) => {
    expect(orderOf('c1', act, 'why', 'x')).toEqual({ callId: 'c1', reason: 'why', ...rest });
  });

  it('is told by the name of whom it concerns', () => {
    expect(callActed(WAITING, 'assign', BOARD, 'agent2')).toMatchObject({
      to: 'Agent 2',
      back: null,
    });
  });
});

describe('the way back', () => {
  it('of a move is to the group before', () => {
    expect(callActed(WAITING, 'move', BOARD, '2')).toMatchObject({
      ...{ what: 'move', name: '13800001111', to: 'group 2' },
      ...{ back: '1', backName: 'group 1' },
    });
  });

  it('is none of all else', () => {
    expect(callActed(WAITING, 'end', BOARD, '').back).toBe(null);
    expect(callActed(WAITING, 'prefer', BOARD, '').back).toBe(null);
    expect(callActed({ ...WAITING, queueId: null }, 'move', BOARD, '2').back).toBe(null);
  });
});
