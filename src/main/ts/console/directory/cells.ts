import { NO_VALUE, visible } from '../format';
import { secondsText, t, wordText } from '../texts';
import { type FieldName, type Member, type Row, textOf } from './kinds';
import { linesOf } from './typed';

/** What a column shows of a row. */
export function cellText(name: FieldName, row: Row): string {
  const value = row[name];
  switch (name) {
    case 'members':
      return String((value as Member[]).length);
    case 'ringTimeoutMs':
    case 'wrapUpMs':
      return secondsText(Number(value));
    case 'data':
      return linesOf(value).replaceAll('\n', ', ') || NO_VALUE;
    case 'roles':
      return (value as string[]).map((role) => wordText('may', role)).join(', ');
    case 'username':
    case 'person':
      return visible(plain(value));
    case 'phone':
      return wordText('phone', String(value));
    default:
      return plain(value);
  }
}

function plain(value: unknown): string {
  if (typeof value === 'boolean') {
    return t(value ? 'yes' : 'no');
  }
  return (Array.isArray(value) ? value.join(', ') : textOf(value)) || NO_VALUE;
}
