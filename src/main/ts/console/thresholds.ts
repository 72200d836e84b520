/** `watch`: somebody should look; `act`: somebody should do something. */
export type Level = 'calm' | 'watch' | 'act';

export const WAIT_WATCH_MS = 20_000;
export const WAIT_ACT_MS = 60_000;
export const SERVICE_WATCH = 0.8;
export const SERVICE_ACT = 0.6;

export function waitLevel(waitMs: number): Level {
  if (waitMs > WAIT_ACT_MS) {
    return 'act';
  }
  return waitMs > WAIT_WATCH_MS ? 'watch' : 'calm';
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
