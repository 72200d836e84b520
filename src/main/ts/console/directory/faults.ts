import { type CtibarError, ErrorCode } from '../../sdk/error';
import { failureText, type Key, t, wordText } from '../texts';

/** As the platform tells them with code 1. */
export interface Fault {
  /** `extension`, `members[2].username` */
  field: string;
  kind: string;
  /** In English. */
  problem: string;
  /** The number that the problem speaks of. */
  limit?: number;
}

export function faultsOf({ data }: CtibarError): readonly Fault[] {
  return (data as { fields?: Fault[] } | undefined)?.fields ?? [];
}

/** What is wrong with a field, the fields below it included. */
export function faultTextOf(name: string, faults: readonly Fault[]): string {
  return faults
    .filter(({ field }) => named(field) === name)
    .map(faultText)
    .join(' ');
}

/** In the language of the page; of what a newer platform says, its own words. */
export function faultText({ kind, problem, limit }: Fault): string {
  return wordText('fault', kind, problem).replace('{limit}', String(limit));
}

/** What is wrong with what has no field of its own in the form. */
export function restText(names: readonly string[], faults: readonly Fault[]): string {
  const rest = faults.filter(({ field }) => !names.includes(named(field)));
  return rest.length > 0
    ? t('faultElsewhere', { problems: rest.map((f) => `${f.field} ${f.problem}`).join('; ') })
    : '';
}

/** Whether somebody changed it since it was read: then it is to be read anew, and what was typed is lost. */
export function wasChanged(e: CtibarError): boolean {
  return e.code === ErrorCode.CONFLICT;
}

const PROBLEMS: Readonly<Record<number, Key>> = {
  [ErrorCode.CONFLICT]: 'changedSince',
  [ErrorCode.NOT_FOUND]: 'goneSince',
  [ErrorCode.NOT_ALLOWED_NOW]: 'callersWait',
  [ErrorCode.FORBIDDEN]: 'notYourself',
};

export function problemText(e: CtibarError): string {
  const own = PROBLEMS[e.code];
  return own ? t(own) : failureText(e);
}

function named(field: string): string {
  const name = field.split(/[.[]/)[0] ?? '';
  return name === 'passwordMd5' ? 'password' : name;
}
