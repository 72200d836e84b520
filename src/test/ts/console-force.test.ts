import { describe, expect, it } from 'vitest';
import { canBeForced, forced, reasonIn } from '../../main/ts/console/acts/force';
import type { Agent } from '../../main/ts/console/rows';

const READY: Agent = {
  ...{ id: 'agent1', name: 'Agent 1', groups: [], since: 0, presence: 'READY', work: 'IDLE' },
};
const NOT_READY: Agent = { ...READY, presence: 'NOT_READY', reason: 'rest' };
const back = (agent: Agent, to: string, queued = false) => forced(agent, to, queued).back;

describe('forcing an agent', () => {
  it('needs somebody who is signed in', () => {
    expect(canBeForced(READY)).toBe(true);
    expect(canBeForced({ ...READY, presence: 'LOGGED_OUT' })).toBe(false);
  });

  it.each([
    ['', null],
    ['  ', null],
    [' end of shift ', 'end of shift'],
    ['x'.repeat(200), 'x'.repeat(200)],
    ['x'.repeat(201), null],
  ])('needs a reason: %j', (typed, reason) => expect(reasonIn(typed)).toBe(reason));
});

describe('the way back', () => {
  it('is to what was before', () => {
    expect(back(READY, 'rest')).toBe('ready');
    expect(back(NOT_READY, 'ready')).toBe('rest');
    expect(back({ ...NOT_READY, reason: 'lunch' }, 'busy')).toBe('lunch');
  });

  it('is to what would have followed the call', () => {
    expect(back({ ...READY, work: 'TALKING', next: 'rest' }, 'logout', true)).toBe('rest');
    expect(back({ ...READY, work: 'TALKING' }, 'logout', true)).toBe('ready');
  });

  it.each<[string, Agent, string]>([
    ['who is signed out can only sign in', READY, 'logout'],
    ['nothing changed', NOT_READY, 'rest'],
    ['only the platform says so', { ...NOT_READY, reason: 'no_answer' }, 'ready'],
    ['nothing is known of before', { ...NOT_READY, reason: null }, 'ready'],
  ])('is none where %s', (_, agent, to) => expect(back(agent, to)).toBe(null));
});
