import type { Limits } from './rows';

/** `watch`: somebody should look; `act`: somebody should do something. */
export type Level = 'calm' | 'watch' | 'act';

/** How many times the time of the service level a wait is too long for. */
const TOO_LONG = 3;
let limits: Limits = { serviceLevelMs: 20_000, shortAbandonMs: 5_000 };

export const SERVICE_WATCH = 0.8;
export const SERVICE_ACT = 0.6;

/** The site's own, as the platform counts by them. */
export function limitsTold(told: Limits): void {
  limits = told;
}

export function toldLimits(): Limits {
  return limits;
}

export function waitWatchMs(): number {
  return limits.serviceLevelMs;
}

export function waitActMs(): number {
  return TOO_LONG * limits.serviceLevelMs;
}

export function waitLevel(waitMs: number): Level {
  if (waitMs > waitActMs()) {
    return 'act';
  }
  return waitMs > waitWatchMs() ? 'watch' : 'calm';
}

export function serviceLevel(share: number | null | undefined): Level {
  if (share === null || share === undefined || share >= SERVICE_WATCH) {
    return 'calm';
  }
  return share < SERVICE_ACT ? 'act' : 'watch';
}

/** Callers wait, and nobody is there to take them next. */
export function coverLevel({ waiting, ready }: { waiting: number; ready: number }): Level {
  return waiting > 0 && ready === 0 ? 'watch' : 'calm';
}
