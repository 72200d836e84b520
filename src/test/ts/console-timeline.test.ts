import { describe, expect, it } from 'vitest';
import type { PastCall, PastLeg } from '../../main/ts/console/history/past';
import { timelineOf } from '../../main/ts/console/history/timeline';

const S = 1_000;
const leg = (part: Partial<PastLeg>): PastLeg => ({
  legId: 'l1',
  role: 'agent',
  since: 0,
  ...part,
});
const call = (part: Partial<PastCall>, ...legs: PastLeg[]): PastCall => ({
  ...{ callId: 'c1', switchId: 'fs1', direction: 'INBOUND', attempts: 1, startedAt: 0 },
  ...{ ...part, legs },
});
const parts = (one: PastCall, now = 0) =>
  timelineOf(one, now).bars.map(({ parts }) =>
    parts.map(({ stretch, left, width }) => `${stretch} ${left} ${width}`),
  );
const ENDED = { bridgedAt: 40 * S, endedAt: 100 * S };

describe('the timeline of a call', () => {
  it('a caller waits until somebody talks, an agent rings and talks', () => {
    const caller = leg({ role: 'caller', answeredAt: 2 * S, endedAt: 100 * S });
    const agent = leg({ since: 30 * S, ringingAt: 31 * S, answeredAt: 40 * S, endedAt: 100 * S });
    expect(parts(call(ENDED, caller, agent))).toEqual([
      ['ringing 0 2', 'waiting 2 38', 'talking 40 60'],
      ['ringing 31 9', 'talking 40 60'],
    ]);
  });

  it('a phone that nobody answered only rang', () => {
    expect(parts(call(ENDED, leg({ since: 10 * S, endedAt: 30 * S })))).toEqual([
      ['ringing 10 20'],
    ]);
  });

  it('who gave up has waited to the end', () => {
    const caller = leg({ role: 'caller', answeredAt: 0, endedAt: 100 * S });
    expect(parts(call({ endedAt: 100 * S }, caller))).toEqual([['waiting 0 100']]);
  });

  it('who came later talked at once', () => {
    const consulted = leg({ since: 60 * S, answeredAt: 70 * S, endedAt: 90 * S });
    expect(parts(call(ENDED, consulted))).toEqual([['ringing 60 10', 'talking 70 20']]);
  });

  it('the moment between an answer and the talk is no waiting', () => {
    const agent = leg({ since: 20 * S, answeredAt: 39.5 * S, endedAt: 100 * S });
    expect(parts(call(ENDED, agent))).toEqual([['ringing 20 19.5', 'talking 39.5 60.5']]);
  });

  it('of a call that lives goes to now', () => {
    const agent = leg({ since: 20 * S, answeredAt: 40 * S });
    expect(parts(call({ bridgedAt: 40 * S }, agent), 200 * S)).toEqual([
      ['ringing 10 10', 'talking 20 80'],
    ]);
  });

  it('has room for legs that began before it or ended after it', () => {
    const early = leg({ since: -100 * S, endedAt: 0 });
    const late = leg({ since: 0, endedAt: 300 * S });
    const { from, until } = timelineOf(call(ENDED, early, late), 0);
    expect([from, until]).toEqual([-100 * S, 300 * S]);
    expect(timelineOf(call({ endedAt: 0 }), 0)).toEqual({ from: 0, until: 1, bars: [] });
  });
});
