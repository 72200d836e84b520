import { visible } from '../format';

/** A person, an extension, a group or a number as the platform tells it (docs/protocol/openapi.yaml). */
export type Row = Readonly<Record<string, unknown>>;

export interface Member {
  username: string;
  /** 1 is asked first. */
  priority: number;
}

export interface Field {
  name: FieldName;
  /** How it is typed in; {@link typed} knows what becomes of it. */
  input:
    'text' | 'secret' | 'seconds' | 'flag' | 'choice' | 'roles' | 'group' | 'members' | 'pairs';
  required?: true;
  /** As the platform has it. */
  pattern?: string;
  /** Characters, or seconds. */
  most?: number;
  choices?: readonly string[];
}

export interface Kind {
  path: KindName;
  /** The first field: what the platform calls it by, and what stays as it is. */
  key: FieldName;
  columns: readonly FieldName[];
  fields: readonly Field[];
}

export type KindName = 'people' | 'extensions' | 'groups' | 'numbers';

export type FieldName =
  | 'username'
  | 'nickname'
  | 'extension'
  | 'roles'
  | 'classOfService'
  | 'enabled'
  | 'password'
  | 'groups'
  | 'number'
  | 'autoAnswer'
  | 'phone'
  | 'sipPassword'
  | 'person'
  | 'id'
  | 'name'
  | 'ringTimeoutMs'
  | 'wrapUpMs'
  | 'enableAsr'
  | 'members'
  | 'numbers'
  | 'group'
  | 'data';

export const ROLES = ['agent', 'supervisor', 'admin'] as const;

const ID = '[A-Za-z0-9_.\\-]{1,64}';
const EXTENSION = '[0-9*#]{1,32}';
const NUMBER = '[+]?[0-9*#]{1,32}';
const ASR = ['', 'true', 'false'] as const;

export const KINDS: Readonly<Record<KindName, Kind>> = {
  people: {
    path: 'people',
    key: 'username',
    columns: ['username', 'nickname', 'extension', 'roles', 'groups', 'enabled'],
    fields: [
      { name: 'username', input: 'text', required: true, most: 64 },
      { name: 'nickname', input: 'text', most: 64 },
      { name: 'password', input: 'secret', most: 200 },
      { name: 'extension', input: 'text', pattern: EXTENSION },
      { name: 'roles', input: 'roles' },
      {
        name: 'classOfService',
        input: 'choice',
        choices: ['internal', 'national', 'international'],
      },
      { name: 'enabled', input: 'flag' },
    ],
  },
  groups: {
    path: 'groups',
    key: 'id',
    columns: ['id', 'name', 'members', 'numbers', 'ringTimeoutMs', 'wrapUpMs'],
    fields: [
      { name: 'id', input: 'text', required: true, pattern: ID },
      { name: 'name', input: 'text', most: 64 },
      { name: 'ringTimeoutMs', input: 'seconds', most: 300 },
      { name: 'wrapUpMs', input: 'seconds', most: 3_600 },
      { name: 'enableAsr', input: 'flag' },
      { name: 'members', input: 'members' },
    ],
  },
  numbers: {
    path: 'numbers',
    key: 'number',
    columns: ['number', 'group', 'data'],
    fields: [
      { name: 'number', input: 'text', required: true, pattern: NUMBER },
      { name: 'group', input: 'group', required: true },
      { name: 'enableAsr', input: 'choice', choices: ASR },
      { name: 'data', input: 'pairs' },
    ],
  },
  extensions: {
    path: 'extensions',
    key: 'number',
    columns: ['number', 'person', 'phone', 'autoAnswer'],
    fields: [
      { name: 'number', input: 'text', required: true, pattern: EXTENSION },
      { name: 'phone', input: 'choice', choices: ['desk', 'webrtc'] },
      { name: 'autoAnswer', input: 'flag' },
      { name: 'sipPassword', input: 'secret', most: 128 },
    ],
  },
};

/** What a form begins with for something new. */
export const NEW: Readonly<Record<KindName, Row>> = {
  people: { roles: ['agent'], classOfService: 'national', enabled: true },
  groups: { ringTimeoutMs: 20_000, wrapUpMs: 0, members: [] },
  numbers: {},
  extensions: { phone: 'desk', autoAnswer: true },
};

/** Of a field that is text, a number or a flag; empty for any other. */
export function textOf(value: unknown): string {
  return ['string', 'number', 'boolean'].includes(typeof value) ? String(value) : '';
}

export function keyOf(kind: Kind, row: Row): string {
  return String(row[kind.key]);
}

/** Below `/api/v1`. No path can hold `.` and `..`, which may be there from before they were refused. */
export function pathOf(kind: Kind, key: string, query: Record<string, string> = {}): string {
  const dots = /^\.{1,2}$/.test(key);
  const search = new URLSearchParams(dots ? { key, ...query } : query).toString();
  return `/${kind.path}/${dots ? '_' : encodeURIComponent(key)}${search && `?${search}`}`;
}

/** The key to show. */
export function nameOf(kind: Kind, row: Row): string {
  return visible(keyOf(kind, row));
}
