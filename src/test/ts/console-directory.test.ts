// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { cellText } from '../../main/ts/console/directory/cells';
import { faultsOf, faultTextOf, restText } from '../../main/ts/console/directory/faults';
import { keyOf, KINDS, nameOf, pathOf } from '../../main/ts/console/directory/kinds';
import { linesOf, pairs, sealed, typed } from '../../main/ts/console/directory/typed';
import { speak } from '../../main/ts/console/texts';
import { CtibarError } from '../../main/ts/sdk/error';

function form(values: Record<string, string | string[]>): FormData {
  const data = new FormData();
  Object.entries(values).forEach(([name, value]) =>
    [value].flat().forEach((each) => data.append(name, each)),
  );
  return data;
}

const WANG = {
  username: 'wang',
  nickname: 'Wang',
  extension: '1001',
  roles: ['agent'],
  version: 3,
};

describe('names from before they were checked', () => {
  it.each([
    ['wa\u202eng', 'wa\\u202eng'],
    ['a\u2028b\u200bc\ud800', 'a\\u2028b\\u200bc\\ud800'],
    ['o\u2019brien \u{1f600} 王芳', 'o\u2019brien \u{1f600} 王芳'],
  ])('%j is shown as %j', (username, shown) => {
    expect(cellText('username', { username })).toBe(shown);
    expect(nameOf(KINDS.people, { username })).toBe(shown);
    expect(keyOf(KINDS.people, { username })).toBe(username);
  });
});

describe('the path of a row', () => {
  it.each([
    ['wang', '/people/wang?version=3'],
    ["o'brien/9 50%?#&", "/people/o'brien%2F9%2050%25%3F%23%26?version=3"],
    ['..', '/people/_?key=..&version=3'],
    ['.', '/people/_?key=.&version=3'],
    ['...', '/people/...?version=3'],
  ])('of %j leads there in a browser, too', (key, path) => {
    expect(pathOf(KINDS.people, key, { version: '3' })).toBe(path);
    expect(new URL(`http://a/api/v1${path}`).pathname).toBe(`/api/v1${path.split('?')[0]}`);
  });
});

describe('what was typed', () => {
  it('changes the row and keeps what the form does not know', () => {
    const row = { ...WANG, site: 'north' };
    const changed = form({ username: 'wang', nickname: ' 王芳 ', roles: ['agent', 'admin'] });
    expect(typed(KINDS.people, row, changed, [])).toEqual({
      username: 'wang',
      nickname: '王芳',
      extension: undefined,
      roles: ['agent', 'admin'],
      enabled: false,
      version: 3,
      site: 'north',
    });
  });

  it('has a password where it was typed, with the blanks around it', () => {
    expect(typed(KINDS.people, WANG, form({ password: ' x ' }), []).password).toBe(' x ');
    const none = JSON.stringify(typed(KINDS.people, WANG, form({ password: '' }), []));
    expect(none).not.toContain('password');
  });

  it('lets a password go as its MD5 only where others may listen, and none that is too short', () => {
    const row = { ...WANG, password: 'secret enough' };
    expect(sealed(row, true)).toEqual(row);
    expect(sealed(row, false)).toEqual({
      ...WANG,
      passwordMd5: '399b76bce16d45353e2bb6449f0f14fb',
    });
    expect(sealed(WANG, false)).toEqual(WANG);
    let refused: CtibarError | undefined;
    try {
      sealed({ ...WANG, password: 'too short' }, false);
    } catch (e) {
      refused = e as CtibarError;
    }
    speak('en');
    expect(refused && faultTextOf('password', faultsOf(refused))).toBe('At least 10 characters.');
  });

  it('counts seconds in milliseconds, and takes members as they stand', () => {
    const members = [{ username: 'wang', priority: 2 }];
    const sent = typed(
      KINDS.groups,
      { id: 'g', strategy: 'longest_idle', version: 1 },
      form({ id: 'g', ringTimeoutMs: '20', wrapUpMs: '0.5', enableAsr: 'on' }),
      members,
    );
    expect(sent).toEqual({
      id: 'g',
      name: undefined,
      ringTimeoutMs: 20_000,
      wrapUpMs: 500,
      enableAsr: true,
      members,
      strategy: 'longest_idle',
      version: 1,
    });
  });

  it.each([
    ['', undefined],
    ['true', true],
    ['false', false],
  ])('a choice of %j is %j', (text, value) => {
    expect(typed(KINDS.numbers, {}, form({ enableAsr: text }), []).enableAsr).toBe(value);
  });

  it('lines of pairs are read as they are shown', () => {
    const data = { campaign: 'a=b', empty: '' };
    expect(pairs(linesOf(data))).toEqual(data);
    expect(pairs(' x = 1 \n\nalone')).toEqual({ x: '1', alone: '' });
  });
});

describe('what is shown', () => {
  it('is in words', () => {
    speak('en');
    expect(cellText('members', { members: [{ username: 'a', priority: 1 }] })).toBe('1');
    expect(cellText('ringTimeoutMs', { ringTimeoutMs: 20_000 })).toBe('20 s');
    expect(cellText('roles', { roles: ['agent', 'boss'] })).toBe('Agent, boss');
    expect(cellText('enabled', { enabled: false })).toBe('no');
    expect(cellText('groups', { groups: [] })).toBe('–');
    expect(cellText('person', {})).toBe('–');
    expect(cellText('data', { data: { a: '1', b: '2' } })).toBe('a=1, b=2');
  });
});

describe('what the platform refuses', () => {
  const refused = (fields: object[]) => new CtibarError(1, 'refused', [], { fields });

  it('is told at its field, in the language of the page', () => {
    const faults = faultsOf(
      refused([
        { field: 'extension', kind: 'taken', problem: 'the extension belongs to li' },
        { field: 'members[2].username', kind: 'malformed', problem: 'x' },
        { field: 'passwordMd5', kind: 'malformed', problem: 'x' },
        { field: 'password', kind: 'too_short', problem: 'x', limit: 12 },
        { field: 'nickname', kind: 'new_kind', problem: 'is of a newer platform' },
      ]),
    );
    speak('en');
    expect(faultTextOf('extension', faults)).toBe('This is taken already.');
    expect(faultTextOf('members', faults)).toBe('This is not as it should be.');
    expect(faultTextOf('password', faults)).toBe(
      'This is not as it should be. At least 12 characters.',
    );
    expect(faultTextOf('nickname', faults)).toBe('is of a newer platform');
    expect(faultTextOf('username', faults)).toBe('');
    speak('zh');
    expect(faultTextOf('extension', faults)).toBe('已被占用。');
    speak('en');
  });

  it('is told as a whole where the form has no such field', () => {
    const faults = faultsOf(refused([{ field: 'strategy', kind: 'malformed', problem: 'is odd' }]));
    expect(restText(['id', 'name'], faults)).toContain('strategy is odd');
    expect(restText(['strategy'], faults)).toBe('');
    expect(faultsOf(new CtibarError(11, 'changed'))).toEqual([]);
  });
});
