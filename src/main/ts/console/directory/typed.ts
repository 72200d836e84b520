import { md5 } from 'js-md5';
import { formText } from '../form-text';
import type { Field, Kind, Member, Row } from './kinds';

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
      return secret(name, text);
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

/** The password of a person never leaves the page as it is. */
function secret(name: string, text: string): Row {
  return name === 'password'
    ? { passwordMd5: text ? md5(text) : undefined }
    : { [name]: text || undefined };
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
