// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { dateTimeText, fieldTimeText, tookText } from '../../main/ts/console/format';
import { type PastCall, resultOf, talkedMs, waitedMs } from '../../main/ts/console/history/past';
import {
  isRange,
  NO_SEARCH,
  numberIn,
  parametersOf,
  queryOf,
  type Search,
  searchIn,
} from '../../main/ts/console/history/search';
import { causeText, endText, speak } from '../../main/ts/console/texts';

const NOW = new Date(2026, 4, 6, 15, 30).getTime();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const CALL: PastCall = {
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', attempts: 1, legs: [] },
  startedAt: NOW,
};
const said = (query: URLSearchParams) => Object.fromEntries(query);
const OWN: Search = { ...NO_SEARCH, period: 'own', from: NOW - HOUR, until: NOW };

describe('a search', () => {
  it.each<[string, Search]>([
    ['', NO_SEARCH],
    ['period=today', { ...NO_SEARCH, period: 'today' }],
    [`from=${NOW - HOUR}&until=${NOW}`, OWN],
    [
      'number=%2B8613&agent=agent1&group=1&result=unanswered',
      { ...NO_SEARCH, number: '+8613', agent: 'agent1', group: '1', result: 'unanswered' },
    ],
  ])('stands in the address: %j', (text, search) => {
    expect(queryOf(search).toString()).toBe(text);
    expect(searchIn(new URLSearchParams(text))).toEqual(search);
  });

  it.each([
    ['period=year'],
    ['period=own'],
    ['from=5'],
    ['from=9&until=5'],
    ['from=x&until=y'],
    [`from=1&until=${NOW}`],
    ['result=lost'],
    ['call=c1'],
  ])('is the usual one where the address says nothing that makes sense: %j', (text) => {
    expect(searchIn(new URLSearchParams(text))).toEqual(NO_SEARCH);
  });

  it('asks for what was chosen, up to now where no end was', () => {
    const asked = (part: Partial<Search>) => said(parametersOf({ ...NO_SEARCH, ...part }, NOW));
    expect(asked({})).toEqual({ from: String(NOW - DAY) });
    expect(asked({ period: 'week' })).toEqual({ from: String(NOW - 7 * DAY) });
    const midnight = String(new Date(2026, 4, 6).getTime());
    expect(asked({ period: 'today' })).toEqual({ from: midnight });
    expect(asked({ ...OWN, group: '1' })).toEqual({
      ...{ from: String(NOW - HOUR), until: String(NOW), group: '1' },
    });
  });

  it.each([
    [NOW - 366 * DAY, NOW, true],
    [NOW - 366 * DAY - 1, NOW, false],
    [NOW, NOW, false],
    [NaN, NOW, false],
  ])('from %i until %i: %s', (from, until, good) => expect(isRange(from, until)).toBe(good));

  it('takes numbers as people write them', () => {
    expect(numberIn(' +86 (138) 0000-1111 ')).toBe('+8613800001111');
  });
});

describe('a call of the past', () => {
  it.each<[Partial<PastCall>, string, number | null, number | null]>([
    [{ bridgedAt: NOW + 9, endedAt: NOW + 20 }, 'answered', 9, 11],
    [{ endedAt: NOW + 20 }, 'unanswered', 20, null],
    [{ bridgedAt: NOW + 9 }, 'living', 9, null],
    [{}, 'living', null, null],
  ])('%j: %s, waited %s, talked %s', (part, result, waited, talked) => {
    const call = { ...CALL, ...part };
    expect([resultOf(call), waitedMs(call), talkedMs(call)]).toEqual([result, waited, talked]);
  });

  it('tells in words who ended it, and how', () => {
    speak('en');
    expect(endText({ endedBy: 'caller', cause: 'NORMAL_CLEARING' })).toBe('Caller · hung up');
    expect(endText({ endedBy: 'callee', cause: 'USER_BUSY' })).toBe('Callee · busy');
    expect(endText({ endedBy: 'system', cause: null })).toBe('Platform');
    expect(endText({})).toBe('');
    expect(causeText('SOMETHING_NEW')).toBe('SOMETHING_NEW');
  });

  it('has its times where the supervisor is', () => {
    expect(dateTimeText(NOW)).toBe('2026-05-06 15:30:00');
    expect(fieldTimeText(NOW)).toBe('2026-05-06T15:30');
    expect(tookText(61_000)).toBe('01:01');
    expect(tookText(null)).toBe('–');
  });
});
