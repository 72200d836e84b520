import { en, type Key } from './texts-en';
import { zh } from './texts-zh';

export type { Key };
export type Language = 'zh' | 'en';

const KEPT = 'ctibar.language';
const texts: Record<Language, Record<Key, string>> = { en, zh };
let current: Language = kept() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function language(): Language {
  return current;
}

export function t(key: Key): string {
  return texts[current][key];
}

/** @param party takes the place of `{party}` */
export function about(key: Key, party: string): string {
  return t(key).replace('{party}', party);
}

/** @returns the text of that key, or `other` where this page has none */
export function textOr(key: string, other: string): string {
  return texts[current][key as Key] ?? other;
}

/** @param name of a CtibarError; one of them is also the direction of a call */
export function errorText(name: string, other: string): string {
  return name === 'INTERNAL' ? t('platformProblem') : textOr(name, other);
}

export function speak(language: Language): void {
  current = language;
  try {
    localStorage.setItem(KEPT, language);
  } catch {
    // not remembered then
  }
}

function kept(): Language | null {
  try {
    const language = localStorage.getItem(KEPT);
    return language === 'zh' || language === 'en' ? language : null;
  } catch {
    return null;
  }
}

/** Fills in every element that names its text. */
export function translate(root: ParentNode): void {
  const each = (attribute: string, fill: (element: Element, text: string) => void) =>
    root.querySelectorAll(`[${attribute}]`).forEach((element) => {
      fill(element, t(element.getAttribute(attribute) as Key));
    });
  each('data-i18n', (element, text) => (element.textContent = text));
  each('data-i18n-label', (element, text) => element.setAttribute('aria-label', text));
  each('data-i18n-placeholder', (element, text) => element.setAttribute('placeholder', text));
}
