// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { actsOn, callActed, callName, whoTakesPart } from '../../main/ts/console/acts/call-acts';
import type { Call, CallState, Party } from '../../main/ts/console/rows';

const WAITING: Call = {
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', from: '13800001111', queueId: '1' },
  ...{ state: 'WAITING', priority: 0, startedAt: 1 },
};
const GROUPS = new Map(['1', '2'].map((id) => [id, { id, name: `group ${id}` }]));
const AGENTS = new Map([['agent2', { id: 'agent2', name: 'Agent 2' }]]);
const party = (part: Partial<Party>): Party => ({ legId: 'l', role: 'agent', since: 1, ...part });

describe('what can be done with a call', () => {
  it.each<[CallState, string[]]>([
    ['WAITING', ['prefer', 'move', 'end']],
    ['RINGING', ['end']],
    ['DIALING', ['end']],
    ['TALKING', ['end']],
    ['CONFERENCED', ['end']],
    ['ENDING', []],
  ])('%s: %j', (state, acts) => expect(actsOn({ ...WAITING, state }, 2)).toEqual(acts));

  it('who is first already cannot be put first, and without another group none is moved', () => {
    expect(actsOn({ ...WAITING, priority: 100 }, 2)).toEqual(['move', 'end']);
    expect(actsOn(WAITING, 1)).toEqual(['prefer', 'end']);
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

describe('the way back', () => {
  it('of a move is to the group before', () => {
    expect(callActed(WAITING, 'move', GROUPS, '2')).toMatchObject({
      ...{ what: 'move', name: '13800001111', group: 'group 2' },
      ...{ back: '1', backName: 'group 1' },
    });
  });

  it('is none of all else', () => {
    expect(callActed(WAITING, 'end', GROUPS, '').back).toBe(null);
    expect(callActed(WAITING, 'prefer', GROUPS, '').back).toBe(null);
    expect(callActed({ ...WAITING, queueId: null }, 'move', GROUPS, '2').back).toBe(null);
  });
});
