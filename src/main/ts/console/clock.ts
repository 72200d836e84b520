type Tick = (now: number) => void;

/** Beyond this it is not the network's delay that changed but a clock. */
const ANOTHER_CLOCK_MS = 2_000;

let aheadMs = 0;
let told = false;
const ticks = new Set<Tick>();

/** @returns by how much the platform's clock is ahead, after another message; the least delayed one knows best */
export function ahead(before: number | null, at: number, here: number): number {
  const now = at - here;
  return before === null || now > before || before - now > ANOTHER_CLOCK_MS ? now : before;
}

export function platformTold(at: number): void {
  aheadMs = ahead(told ? aheadMs : null, at, Date.now());
  told = true;
}

/** By the platform's clock. */
export function platformNow(): number {
  return Date.now() + aheadMs;
}

/** Each second, all in the same moment, so that no two ages are out of step. */
export function onTick(tick: Tick): () => void {
  ticks.add(tick);
  return () => ticks.delete(tick);
}

export function startClock(): void {
  setInterval(() => {
    const now = platformNow();
    ticks.forEach((tick) => tick(now));
  }, 1_000);
}
