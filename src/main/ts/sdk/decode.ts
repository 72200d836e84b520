import type { ServerFrame } from './protocol';

type Kind = 'string' | 'number' | 'boolean' | 'object' | 'array';

const SHAPES: Record<ServerFrame['type'], Record<string, Kind>> = {
  welcome: {
    session: 'string',
    resumed: 'boolean',
    seq: 'number',
    heartbeatMs: 'number',
    expiresAt: 'number',
    user: 'object',
  },
  reply: { id: 'string', code: 'number', msg: 'string' },
  event: { seq: 'number', event: 'string', revision: 'number', data: 'object', allowed: 'array' },
  pong: { seq: 'number', revision: 'number' },
  error: { code: 'number', msg: 'string' },
  moving: { withinMs: 'number' },
  bye: { code: 'number', msg: 'string', reconnect: 'boolean' },
};

const TYPES: ReadonlyMap<unknown, Record<string, Kind>> = new Map(Object.entries(SHAPES));

/** @returns the frame, or null for what this version does not understand */
export function decode(text: string): ServerFrame | null {
  const value = parse(text);
  const shape = isRecord(value) ? TYPES.get(value['type']) : undefined;
  return isRecord(value) && shape && fits(value, shape) ? (value as unknown as ServerFrame) : null;
}

function fits(value: Record<string, unknown>, shape: Record<string, Kind>): boolean {
  return Object.entries(shape).every(([key, kind]) => kindOf(value[key]) === kind);
}

function kindOf(value: unknown): string {
  if (Array.isArray(value)) {
    return 'array';
  }
  return value === null ? 'null' : typeof value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return kindOf(value) === 'object';
}
