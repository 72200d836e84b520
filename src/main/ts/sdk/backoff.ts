const FIRST_CEILING_MS = 500;
const CEILING_MS = 15_000;

/**
 * Full jitter: anywhere between nothing and a ceiling that doubles, so that thousands of pages that lost one node do
 * not come back in step.
 *
 * @param attempt 0 for the first try after a loss
 * @param random in [0, 1)
 */
export function retryDelayMs(attempt: number, random: number): number {
  return Math.floor(random * Math.min(CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt, 16)));
}
