import { readFileSync } from 'node:fs';

const POLICY = new URL('../resources/content-security-policy.txt', import.meta.url);
const directives = readFileSync(POLICY, 'utf8').trim().split('\n').join('; ');

/**
 * The content security policy that a node sends with its pages.
 *
 * @param others what they may connect to besides the node
 */
export function nodePolicy(url: string, others: readonly string[] = []): string {
  return [directives.replaceAll('{host}', new URL(url).host), ...others].join(' ');
}

/** Those of a server. */
export function addressesOf(origin: string): string[] {
  return [origin, origin.replace('http', 'ws')];
}
