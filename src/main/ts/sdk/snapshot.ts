import type { CurrentCall, Snapshot } from './types';

/** @returns the snapshot with null for what was left out, or null for what is none */
export function snapshotOf(data: Readonly<Record<string, unknown>>): Snapshot | null {
  const call = callOf(data['call'] ?? null);
  const good =
    typeof data['signedIn'] === 'boolean' &&
    texts(data, 'presence', 'work') &&
    numbers(data, 'since', 'readyAt', 'revision') &&
    optionalTexts(data, 'reason', 'next') &&
    Array.isArray(data['allowed']) &&
    call !== undefined;
  const { reason = null, next = null } = data;
  return good ? ({ ...data, reason, next, call } as unknown as Snapshot) : null;
}

/** @returns undefined for what is no call */
function callOf(call: unknown): CurrentCall | null | undefined {
  if (call === null) {
    return null;
  }
  if (!isRecord(call)) {
    return undefined;
  }
  const { consult = null, heldBy = null, answeredAt = null, queue = null, reason = null } = call;
  const { muted = false, displayName = '', data = {}, since = 0 } = call;
  const good =
    texts(call, 'callId', 'popScreenNo', 'direction') &&
    optionalTexts(call, 'heldBy') &&
    (consult === null || (isRecord(consult) && texts(consult, 'to', 'state')));
  const filled = { consult, heldBy, answeredAt, queue, reason, muted, displayName, data, since };
  return good ? ({ ...call, ...filled } as unknown as CurrentCall) : undefined;
}

function texts(of: Readonly<Record<string, unknown>>, ...keys: string[]): boolean {
  return keys.every((key) => typeof of[key] === 'string');
}

function optionalTexts(of: Readonly<Record<string, unknown>>, ...keys: string[]): boolean {
  return keys.every((key) => (of[key] ?? null) === null || typeof of[key] === 'string');
}

function numbers(of: Readonly<Record<string, unknown>>, ...keys: string[]): boolean {
  return keys.every((key) => Number.isFinite(of[key]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
