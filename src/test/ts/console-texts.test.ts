// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { failureText, reasonText, speak, t, targetText } from '../../main/ts/console/texts';
import { en as directoryEn } from '../../main/ts/console/directory/texts-en';
import { zh as directoryZh } from '../../main/ts/console/directory/texts-zh';
import { en } from '../../main/ts/console/texts-en';
import { zh } from '../../main/ts/console/texts-zh';

describe('the texts', () => {
  const places = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(String).sort();

  it.each([
    ['board', en, zh],
    ['directory', directoryEn, directoryZh],
  ])('are there in both languages, and speak of the same things: %s', (_, english, chinese) => {
    expect(Object.keys(chinese)).toEqual(Object.keys(english));
    Object.entries(english).forEach(([key, text]) => {
      const other = (chinese as Record<string, string>)[key] ?? '';
      expect([key, places(other)]).toEqual([key, places(text)]);
    });
  });

  it('have no key twice', () => {
    expect(Object.keys(directoryEn).filter((key) => key in en)).toEqual([]);
  });

  it('put values in their places, and say the site’s own words as they are', () => {
    speak('en');
    expect(t('shownOf', { count: 3, all: 12 })).toBe('3 of 12');
    expect(reasonText('phone_down')).toBe('Phone unreachable');
    expect(reasonText('培训')).toBe('培训');
    expect(targetText('rest')).toBe('Rest');
    expect(targetText('lunch')).toBe('lunch');
    speak('zh');
    expect(t('shownOf', { count: 3, all: 12 })).toBe('3 / 12');
    speak('en');
  });

  it('say why something was refused', () => {
    expect(failureText({ code: 5, message: 'x' })).toBe('You may not do this.');
    expect(failureText({ code: 3, message: 'x' })).toBe('The agent is signed out.');
    expect(failureText({ code: 50, message: 'x' })).toContain('Try again');
    expect(failureText({ code: 77, message: 'something new' })).toBe('something new');
  });
});
