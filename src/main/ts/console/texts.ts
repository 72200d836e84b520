import { language, type Language, speak } from '../page/language';
import { ErrorCode } from '../sdk/error';
import { en as directoryEn } from './directory/texts-en';
import { zh as directoryZh } from './directory/texts-zh';
import type { PastCall } from './history/past';
import type { CallState } from './rows';
import { en } from './texts-en';
import { zh } from './texts-zh';

export { language, type Language, speak };
export type Key = keyof typeof en | keyof typeof directoryEn;

const texts: Record<Language, Record<Key, string>> = {
  en: { ...en, ...directoryEn },
  zh: { ...zh, ...directoryZh },
};

/** @param values take the places of `{their names}` */
export function t(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  return texts[language()][key].replace(/\{(\w+)\}/g, (place, name: string) =>
    String(values[name] ?? place),
  );
}

/** The text of a key that the platform's words make, or `other` where this page has none. */
function textOr(key: string, other: string): string {
  return texts[language()][key as Key] ?? other;
}

/** Of NOT_READY: the platform's, or the site's own word. */
export function reasonText(reason: string): string {
  return textOr(`reason_${reason}`, reason);
}

/** Of where an agent is forced to, or what follows a call. */
export function targetText(to: string): string {
  return textOr(`target_${to}`, reasonText(to));
}

/** Of a word that the platform uses for something of this kind. */
export function wordText(kind: string, word: string, other = word): string {
  return textOr(`${kind}_${word}`, other);
}

export function callText(state: CallState): string {
  return textOr(`call_${state}`, state);
}

/** Of a hang-up: in words, or as the switch names it. */
export function causeText(cause: string): string {
  return textOr(`cause_${cause}`, cause);
}

export function roleText(role: string): string {
  return textOr(`role_${role}`, role);
}

/** Who ended a call, and how; empty where nothing is known. */
export function endText({ endedBy, cause }: Pick<PastCall, 'endedBy' | 'cause'>): string {
  const words = [endedBy && roleText(endedBy), cause && causeText(cause)];
  return words.filter(Boolean).join(' · ');
}

export function secondsText(ms: number): string {
  return t('seconds', { count: Math.round(ms / 1_000) });
}

/** Why an act was refused; of what a newer platform says, its own words. */
export function failureText({ code, message }: { code?: number; message: string }): string {
  const name = Object.entries(ErrorCode).find(([, number]) => number === code)?.[0] ?? '';
  return textOr(`failed_${name}`, message || t('failed_INTERNAL'));
}
