/** The longest that a browser's timers can wait. */
const LONGEST_MS = 2 ** 31 - 1;

/**
 * When to renew a token: about four fifths into its life, at random, for thousands of pages signed in together.
 *
 * @param leftMs of the token's life, by this machine's clock; a wrong one may make it negative
 * @param random in [0, 1)
 */
export function renewalDelayMs(leftMs: number, random: number, atLeastMs: number): number {
  const delayMs = Math.floor(leftMs * (0.75 + 0.1 * random));
  return Math.min(LONGEST_MS, Math.max(atLeastMs, delayMs));
}
