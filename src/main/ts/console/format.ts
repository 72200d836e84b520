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

/** As the platform's NameText has it. */
const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u034F\u115F\u1160\u17B4\u17B5\u2800\u3164\uFFA0]/gu;

/** A user name from before they were checked: what hides, breaks a line or turns the direction stands as `\u202e`. */
export function visible(name: string): string {
  return name.replace(HIDDEN, (c) => `\\u${c.codePointAt(0)?.toString(16).padStart(4, '0')}`);
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
