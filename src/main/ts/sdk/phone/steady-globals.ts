import { steadyTimer } from '../steady-timer';

/**
 * Takes the place of the page's timers in all of `ctibar-phone.js`: JsSIP registers and reconnects by them, and a
 * hidden page's would wake up once a minute.
 */
const timer = steadyTimer();
const running = new Map<number, () => void>();
let lastId = 0;

export function setTimeout(ring: () => void, ms = 0): number {
  const id = ++lastId;
  const once = () => {
    running.delete(id);
    ring();
  };
  running.set(id, timer.after(ms, once));
  return id;
}

export function clearTimeout(id: unknown): void {
  running.get(id as number)?.();
  running.delete(id as number);
}

export function setInterval(ring: () => void, ms = 0): number {
  const id = ++lastId;
  const again = () => {
    running.set(id, timer.after(ms, again));
    ring();
  };
  running.set(id, timer.after(ms, again));
  return id;
}

export const clearInterval = clearTimeout;
