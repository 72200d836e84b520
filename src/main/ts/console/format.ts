import { clockText } from '../page/shown';
import type { Named } from './rows';

export const NO_VALUE = '–';

/** Rounded down: what misses a mark must not read as if it met it. */
export function percentText(share: number | null | undefined): string {
  return share === null || share === undefined ? NO_VALUE : `${Math.floor(share * 100 + 1e-9)} %`;
}

/** Of the day's waits; the sum is in ms. */
export function averageText(sumMs: number, count: number): string {
  return count > 0 ? clockText(sumMs / count) : NO_VALUE;
}

export function megabytesText(bytes: number | null | undefined): string {
  return bytes === null || bytes === undefined ? NO_VALUE : `${Math.round(bytes / 1_048_576)} MB`;
}

/** The time of day where the supervisor is. */
export function timeText(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB');
}

/** The same to the minute. */
export function minuteText(ms: number): string {
  return new Date(ms).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
}

/** `2026-01-05 08:03:11`, where the supervisor is. */
export function dateTimeText(ms: number): string {
  return new Date(ms).toLocaleString('sv-SE');
}

/** As fields for a date and a time have it, to the minute. */
export function fieldTimeText(ms: number): string {
  return dateTimeText(ms).slice(0, 16).replace(' ', 'T');
}

/** How long something took, in ms; null for what is not over, or never was. */
export function tookText(ms: number | null): string {
  return ms === null ? NO_VALUE : clockText(ms);
}

const collator = new Intl.Collator(['en', 'zh'], { numeric: true });

/** Agent 2 before Agent 10. */
export function byName(a: { name: string }, b: { name: string }): number {
  return collator.compare(a.name, b.name);
}

/** By id, in the order of the names. */
export function sortedNames(rows: readonly Named[]): Map<string, string> {
  return new Map([...rows].sort(byName).map(({ id, name }) => [id, name]));
}
