import { describe, expect, it } from 'vitest';
import { averageWaitMs, type Slot, sumOf, worthShowing } from '../../main/ts/console/day/course';

const slot = (n: number, offered: number): Slot => ({
  at: n * 1_800_000,
  offered,
  answered: offered,
  abandoned: 0,
  shortAbandoned: 0,
  answeredInTime: offered,
  waitMs: 3_000 * offered,
});

describe('the course of a day', () => {
  it.each([
    ['from its first call', [0, 0, 0, 5, 1, 0, 0, 0, 0, 0, 0, 2], 3],
    ['its newest eight where the first call came later', [0, 0, 0, 0, 0, 0, 0, 0, 0, 1], 2],
    ['its newest eight where there was none', [0, 0, 0, 0, 0, 0, 0, 0, 0], 1],
    ['whole while it is young', [0, 3], 0],
    ['nothing before it begins', [], 0],
  ])('is shown %s', (_, offered, from) => {
    const slots = offered.map((count, n) => slot(n, count));
    expect(worthShowing(slots)).toEqual(slots.slice(from));
  });

  it('adds up, and has no wait where nobody was answered', () => {
    const slots = [slot(0, 2), slot(1, 0), slot(2, 5)];
    expect(sumOf(slots, 'offered')).toBe(7);
    expect(slots.map(averageWaitMs)).toEqual([3_000, null, 3_000]);
  });
});
