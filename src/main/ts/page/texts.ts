import { language, type Language, speak } from './language';
import { en, type Key } from './texts-en';
import { zh } from './texts-zh';

export { language, type Key, type Language, speak };

const texts: Record<Language, Record<Key, string>> = { en, zh };

export function t(key: Key): string {
  return texts[language()][key];
}

/** @param party takes the place of `{party}` */
export function about(key: Key, party: string): string {
  return t(key).replace('{party}', party);
}

/** @returns the text of that key, or `other` where this page has none */
export function textOr(key: string, other: string): string {
  return texts[language()][key as Key] ?? other;
}

/** @param name of a CtibarError; one of them is also the direction of a call */
export function errorText(name: string, other: string): string {
  return name === 'INTERNAL' ? t('platformProblem') : textOr(name, other);
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
