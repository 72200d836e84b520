// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { rolesIn } from '../../main/ts/console/account';
import { linkTo, placeIn } from '../../main/ts/console/place';
import { roomAt, ROOMS, roomsFor } from '../../main/ts/console/rooms';

const paths = (roles: string[]) => roomsFor(roles).map(({ path }) => path);

describe('a place in the console', () => {
  it.each([
    ['', '', {}],
    ['#/', '/', {}],
    ['#/history', '/history', {}],
    ['#/history?number=%2B86&group=a%26b', '/history', { number: '+86', group: 'a&b' }],
    ['#/history?text=why?', '/history', { text: 'why?' }],
  ])('%j', (hash, path, query) => {
    const place = placeIn(hash);
    expect(place.path).toBe(path);
    expect(Object.fromEntries(place.query)).toEqual(query);
  });

  it('is found again by its link', () => {
    const query = new URLSearchParams({ number: '+86 1', name: '销售' });
    expect(placeIn(linkTo('/history', query))).toEqual({ path: '/history', query });
    expect(linkTo('/history')).toBe('#/history');
  });
});

describe('the rooms', () => {
  it('are for who has the role, and an unknown one is the first', () => {
    expect(roomAt('/history', []).path).toBe('/history');
    expect(roomAt('/nowhere', []).path).toBe('/');
    expect(roomAt('', []).path).toBe('/');
    ROOMS.forEach(({ path, role }) => {
      expect(paths([])).toEqual(
        role ? expect.not.arrayContaining([path]) : expect.arrayContaining([path]),
      );
      expect(paths(role ? [role] : [])).toContain(path);
    });
  });

  it('go by the roles in the token', () => {
    const claims = (body: object) =>
      `head.${Buffer.from(JSON.stringify(body)).toString('base64url')}.seal`;
    expect(rolesIn(claims({ sub: '班长?~ÿ', roles: ['supervisor', 'admin'] }))).toEqual([
      'supervisor',
      'admin',
    ]);
    expect(rolesIn(claims({}))).toEqual([]);
    expect(rolesIn('t1')).toEqual([]);
  });
});
