import type { Page } from 'playwright-core';

/** How long it took until what was done at one page was seen at another. */
export class Delays {
  private readonly ms = new Map<string, number>();

  /** @param seen begins to wait before Enter is pressed, which does it */
  async note(act: string, page: Page, seen: Promise<unknown>): Promise<void> {
    const from = performance.now();
    await Promise.all([page.keyboard.press('Enter'), seen]);
    this.ms.set(act, Math.round(performance.now() - from));
  }

  toString(): string {
    const sorted = [...this.ms.values()].sort((a, b) => a - b);
    const each = [...this.ms].map(([act, ms]) => `${act} ${ms}`).join(', ');
    const median = sorted[Math.floor(sorted.length / 2)];
    return `${sorted.length} acts, median ${median} ms, longest ${sorted.at(-1)} ms (${each})`;
  }
}
