const FIRST_CEILING_MS = 500;
const CEILING_MS = 15_000;

/** Where another node is tried: at once, but not with all the pages that lost the same one in the same moment. */
const AT_ONCE_WITHIN_MS = 100;

/**
 * Full jitter: anywhere between nothing and a ceiling that doubles, so that thousands of pages that lost one node do
 * not come back in step.
 *
 * @param attempt 0 for the first try after a loss; null for one that need not wait
 * @param random in [0, 1)
 */
export function retryDelayMs(attempt: number | null, random: number): number {
  const ceilingMs =
    attempt === null
      ? AT_ONCE_WITHIN_MS
      : Math.min(CEILING_MS, FIRST_CEILING_MS * 2 ** Math.min(attempt, 16));
  return Math.floor(random * ceilingMs);
}
