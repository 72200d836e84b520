import { md5 } from 'js-md5';
import { CtibarError, ErrorCode } from '../../sdk/error';
import { formText } from '../form-text';
import type { Fault } from './faults';
import type { Field, Kind, Member, Row } from './kinds';

/** The platform's usual limit, for what it cannot count by itself. */
const SHORTEST_PASSWORD = 10;

/**
 * What is to be saved: the row with all that was typed. What was left empty is left out, so that the platform keeps it (a
 * password) or takes its own value. Pure.
 */
export function typed(kind: Kind, row: Row, form: FormData, members: readonly Member[]): Row {
  const edited = kind.fields.map((field) => value(field, form, members));
  return Object.assign({ ...row }, ...edited) as Row;
}

function value({ name, input }: Field, form: FormData, members: readonly Member[]): Row {
  const text = formText(form, name).trim();
  switch (input) {
    case 'text':
    case 'group':
      return { [name]: text || undefined };
    case 'secret':
      return { [name]: formText(form, name) || undefined };
    case 'seconds':
      return { [name]: text ? Math.round(Number(text) * 1_000) : undefined };
    case 'flag':
      return { [name]: form.has(name) };
    case 'choice':
      return { [name]: choice(text) };
    case 'roles':
      return { [name]: form.getAll(name) };
    case 'members':
      return { [name]: members };
    case 'pairs':
      return { [name]: pairs(text) };
  }
}

/**
 * Where others may listen, a password leaves the page as its MD5 only, which says nothing of its length. Pure.
 *
 * @param secure whether the page came by TLS, or from this machine
 * @throws CtibarError as the platform's: a password that would leave as its MD5 is too short
 */
export function sealed(row: Row, secure: boolean): Row {
  const { password, ...rest } = row;
  if (secure || typeof password !== 'string') {
    return row;
  }
  if (Array.from(password).length < SHORTEST_PASSWORD) {
    const fault: Fault = {
      field: 'password',
      kind: 'too_short',
      problem: 'too short',
      limit: SHORTEST_PASSWORD,
    };
    throw new CtibarError(ErrorCode.BAD_REQUEST, 'too short', [], { fields: [fault] });
  }
  return { ...rest, passwordMd5: md5(password) };
}

function choice(text: string): string | boolean | undefined {
  return text === 'true' ? true : text === 'false' ? false : text || undefined;
}

/** Of lines like `campaign=spring`. */
export function pairs(text: string): Readonly<Record<string, string>> {
  const lines = text.split('\n').filter((line) => line.trim());
  return Object.fromEntries(
    lines.map((line) => {
      const [name = '', ...rest] = line.split('=');
      return [name.trim(), rest.join('=').trim()];
    }),
  );
}

export function linesOf(data: unknown): string {
  return Object.entries((data ?? {}) as Record<string, string>)
    .map(([name, text]) => `${name}=${text}`)
    .join('\n');
}
