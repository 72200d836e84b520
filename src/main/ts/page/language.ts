export type Language = 'zh' | 'en';

const KEPT = 'ctibar.language';
let current: Language = kept() ?? (navigator.language.startsWith('zh') ? 'zh' : 'en');

export function language(): Language {
  return current;
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
