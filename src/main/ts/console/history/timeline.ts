import type { PastCall, PastLeg } from './past';

export type Stretch = 'ringing' | 'waiting' | 'talking';

export interface Part {
  stretch: Stretch;
  ms: number;
  /** In per cent of the whole. */
  left: number;
  width: number;
}

export interface Bar {
  leg: PastLeg;
  parts: readonly Part[];
}

export interface Timeline {
  from: number;
  until: number;
  bars: readonly Bar[];
}

/** Less than this between answer and talk is nobody's waiting. */
const AT_ONCE_MS = 1_000;

/**
 * Who was in a call, and when. Pure.
 *
 * @param now where a call that lives still is drawn to
 */
export function timelineOf(call: PastCall, now: number): Timeline {
  const end = call.endedAt ?? now;
  const from = Math.min(call.startedAt, ...call.legs.map(({ since }) => since));
  const until = Math.max(end, from + 1, ...call.legs.map(({ endedAt }) => endedAt ?? 0));
  const share = (ms: number) => (100 * ms) / (until - from);
  const bars = call.legs.map((leg) => {
    const parts = stretches(leg, call.bridgedAt ?? null, end).map(([stretch, since, to]) => {
      const ms = to - since;
      return { stretch, ms, left: share(since - from), width: share(ms) };
    });
    return { leg, parts };
  });
  return { from, until, bars };
}

/** Whoever answers before two talk waits: callers in a queue, agents for whom they called. */
function stretches(leg: PastLeg, bridgedAt: number | null, end: number) {
  const { since, ringingAt, answeredAt } = leg;
  const until = leg.endedAt ?? end;
  const answered = answeredAt ?? until;
  const talk = Math.min(Math.max(answered, bridgedAt ?? until), until);
  const waits = !bridgedAt || talk - answered >= AT_ONCE_MS;
  const all: [Stretch, number, number][] = [
    ['ringing', ringingAt ?? since, answered],
    ['waiting', answered, waits ? talk : answered],
    ['talking', waits ? talk : answered, until],
  ];
  return all.filter(([, from, to]) => to > from);
}
