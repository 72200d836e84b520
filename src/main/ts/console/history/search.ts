import { RESULTS } from './past';

export const PERIODS = ['today', 'day', 'week', 'own'] as const;
export type Period = (typeof PERIODS)[number];

/** What calls of the past are sought by. Empty is whatever does not matter. */
export interface Search {
  period: Period;
  /** Of the period `own`, ms since 1970. */
  from: number;
  until: number;
  number: string;
  agent: string;
  group: string;
  result: string;
}

const DAY_MS = 24 * 3_600_000;
export const LONGEST_MS = 366 * DAY_MS;

export const NO_SEARCH: Search = {
  ...{ period: 'day', from: 0, until: 0 },
  ...{ number: '', agent: '', group: '', result: '' },
};

/** @param query of the address: what it does not say, or says wrongly, does not matter */
export function searchIn(query: URLSearchParams): Search {
  const text = (name: string) => query.get(name) ?? '';
  const time = (name: string) => Number(text(name)) || 0;
  const from = time('from');
  const until = time('until');
  const own = isRange(from, until);
  const period = PERIODS.find((each) => each === text('period') && each !== 'own') ?? 'day';
  return {
    ...(own ? { period: 'own', from, until } : { period, from: 0, until: 0 }),
    ...{ number: text('number'), agent: text('agent'), group: text('group') },
    result: RESULTS.find((each) => each === text('result')) ?? '',
  };
}

/** The reverse, for the address. */
export function queryOf({ period, from, until, ...others }: Search): URLSearchParams {
  const when = period === 'own' ? { from, until } : { period: period === 'day' ? '' : period };
  return said({ ...when, ...others });
}

/** What the platform is asked. */
export function parametersOf(search: Search, now: number): URLSearchParams {
  const { period, from, until, ...others } = search;
  const when = period === 'own' ? { from, until } : { from: rangeOf(search, now).from };
  return said({ ...when, ...others });
}

export function rangeOf({ period, from, until }: Search, now: number) {
  switch (period) {
    case 'today':
      return { from: new Date(now).setHours(0, 0, 0, 0), until: now };
    case 'day':
      return { from: now - DAY_MS, until: now };
    case 'week':
      return { from: now - 7 * DAY_MS, until: now };
    case 'own':
      return { from, until };
  }
}

/** As the platform takes them. */
export function isRange(from: number, until: number): boolean {
  return from > 0 && from < until && until - from <= LONGEST_MS;
}

/** As people write numbers, to what is sent. */
export function numberIn(typed: string): string {
  return typed.replace(/[\s()-]/g, '');
}

function said(values: Readonly<Record<string, string | number>>): URLSearchParams {
  const some = Object.entries(values).filter(([, value]) => value !== '');
  return new URLSearchParams(some.map(([name, value]) => [name, String(value)]));
}
