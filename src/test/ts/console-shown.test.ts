import { describe, expect, it } from 'vitest';
import { follow, NOTHING, type Board } from '../../main/ts/console/follow';
import { ahead } from '../../main/ts/console/clock';
import { NO_FILTERS, passes, type Filters } from '../../main/ts/console/board/filters';
import { averageText, megabytesText, percentText, sortedNames } from '../../main/ts/console/format';
import type { Agent } from '../../main/ts/console/rows';
import { nextReadyAt, statusOf } from '../../main/ts/console/status';
import { coverLevel, serviceLevel, waitLevel } from '../../main/ts/console/thresholds';
import { totalsOf } from '../../main/ts/console/board/totals';
import { morning } from '../e2e/fake-board';

const NOW = 1_790_000_000_000;
const AGENT: Agent = {
  ...{ id: 'agent1', name: 'Li Wei', extNo: '1001', groups: ['1'], since: NOW },
  ...{ presence: 'READY', work: 'IDLE' },
};

describe('thresholds', () => {
  it.each([
    [0, 'calm'],
    [20_000, 'calm'],
    [20_001, 'watch'],
    [60_000, 'watch'],
    [60_001, 'act'],
  ])('a wait of %i ms is %s', (ms, level) => expect(waitLevel(ms)).toBe(level));

  it.each([
    [undefined, 'calm'],
    [null, 'calm'],
    [1, 'calm'],
    [0.8, 'calm'],
    [0.799, 'watch'],
    [0.6, 'watch'],
    [0.599, 'act'],
    [0, 'act'],
  ])('a service level of %s is %s', (share, level) => expect(serviceLevel(share)).toBe(level));

  it('nobody ready matters where somebody waits', () => {
    expect(coverLevel({ waiting: 0, ready: 0 })).toBe('calm');
    expect(coverLevel({ waiting: 2, ready: 1 })).toBe('calm');
    expect(coverLevel({ waiting: 1, ready: 0 })).toBe('watch');
  });
});

describe('what an agent does', () => {
  it.each<[string, Partial<Agent>]>([
    ['ready', {}],
    ['ready', { readyAt: NOW }],
    ['wrapUp', { readyAt: NOW + 1 }],
    ['notReady', { presence: 'NOT_READY', reason: 'rest' }],
    ['signedOut', { presence: 'LOGGED_OUT' }],
    ['ringing', { work: 'RESERVED' }],
    ['ringing', { work: 'RINGING' }],
    ['ringing', { work: 'DIALING' }],
    ['talking', { work: 'HELD', presence: 'NOT_READY' }],
    ['talking', { work: 'CONFERENCED', readyAt: NOW + 1 }],
    ['notReady', { noPage: true }],
  ])('%s: %j', (status, part) => expect(statusOf({ ...AGENT, ...part }, NOW)).toBe(status));

  it('the end of the first pause is known beforehand', () => {
    const pausing = (readyAt: number): Agent => ({ ...AGENT, readyAt });
    expect(nextReadyAt([AGENT, pausing(NOW - 1)], NOW)).toBe(Infinity);
    expect(nextReadyAt([pausing(NOW + 9), AGENT, pausing(NOW + 5)], NOW)).toBe(NOW + 5);
  });
});

describe('filters', () => {
  it.each<[boolean, Partial<Filters>]>([
    [true, {}],
    [true, { group: '1', status: 'ready', text: ' li ' }],
    [true, { text: '100' }],
    [false, { group: '2' }],
    [false, { status: 'talking' }],
    [false, { text: 'Wang' }],
  ])('%s: %j', (expected, part) => {
    expect(passes(AGENT, { ...NO_FILTERS, ...part }, NOW)).toBe(expected);
  });

  it('find whom an agent talks with, and agents helping out in a group', () => {
    const talking: Agent = { ...AGENT, work: 'TALKING', popScreenNo: '13800001111', queueId: '9' };
    expect(passes(talking, { ...NO_FILTERS, text: '1380' }, NOW)).toBe(true);
    expect(passes(talking, { ...NO_FILTERS, group: '9' }, NOW)).toBe(true);
  });
});

describe('totals', () => {
  const { board } = follow(NOTHING, {
    ...{ type: 'snapshot', node: 'n1', revision: 1, at: NOW, ...morning(NOW) },
  });

  it('are those of the whole centre', () => {
    expect(totalsOf(board as Board, NOW)).toEqual({
      waiting: 2,
      groupsWithWaiting: 2,
      longestWaitSince: NOW - 31_000,
      longestWaitGroup: '销售 Sales',
      agents: { ready: 2, ringing: 1, talking: 2, wrapUp: 1, notReady: 4, signedOut: 2 },
      calls: 5,
      inTalk: 2,
      answeredInTime: 325,
      counted: 384,
      serviceLevel: 325 / 384,
    });
  });

  it('of a morning without calls have no service level', () => {
    const groups = new Map([...(board as Board).groups].filter(([id]) => id === 'complaints'));
    expect(totalsOf({ ...(board as Board), groups }, NOW)).toMatchObject({
      waiting: 0,
      longestWaitSince: null,
      serviceLevel: null,
    });
  });
});

describe('figures', () => {
  it.each([
    [undefined, '–'],
    [null, '–'],
    [0, '0 %'],
    [0.29, '29 %'],
    [0.7999, '79 %'],
    [1, '100 %'],
  ])('a share of %s is %s', (share, text) => expect(percentText(share)).toBe(text));

  it('average waits and memory', () => {
    expect(averageText(0, 0)).toBe('–');
    expect(averageText(2_304_000, 288)).toBe('00:08');
    expect(megabytesText(1_073_741_824)).toBe('1024 MB');
    expect(megabytesText(null)).toBe('–');
  });

  it('names are sorted as people count', () => {
    const rows = ['Agent 10', 'Agent 2', 'Agent 1'].map((name) => ({ id: name, name }));
    expect([...sortedNames(rows).keys()]).toEqual(['Agent 1', 'Agent 2', 'Agent 10']);
  });

  it('the clock follows the message that was delayed least, and a clock that was set', () => {
    expect(ahead(null, 5_000, 4_000)).toBe(1_000);
    expect(ahead(1_000, 10_000, 9_100)).toBe(1_000);
    expect(ahead(1_000, 10_000, 8_900)).toBe(1_100);
    expect(ahead(1_000, 10_000, 70_000)).toBe(-60_000);
  });
});
