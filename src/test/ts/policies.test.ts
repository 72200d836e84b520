import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../main/ts/sdk/backoff';
import {
  chooseCarrier,
  shuffled,
  sockjsUrl,
  webSocketUrl,
  webSocketUrls,
} from '../../main/ts/sdk/carrier';

describe('back-off', () => {
  it.each([
    [0, 500],
    [1, 1_000],
    [4, 8_000],
    [5, 15_000],
    [1_000, 15_000],
  ])('try %i comes anywhere within %i ms', (attempt, ceiling) => {
    expect(retryDelayMs(attempt, 0)).toBe(0);
    expect(retryDelayMs(attempt, 0.999999)).toBeLessThan(ceiling);
    expect(retryDelayMs(attempt, 0.999999)).toBeGreaterThan(ceiling * 0.99);
  });
});

describe('another node', () => {
  it('is tried at once, but not by all pages in the same moment', () => {
    expect(retryDelayMs(null, 0)).toBe(0);
    expect(retryDelayMs(null, 0.999999)).toBe(99);
  });

  it.each([
    ['ws://a/ws', ['ws://a/ws']],
    [
      ['ws://a/ws', 'ws://b/ws', 'http://a/ws'],
      ['ws://a/ws', 'ws://b/ws'],
    ],
    [['ws://a/ws', ''], null],
    [['ws://a/ws', null], null],
    [['ws://a/ws', 'mailto:b'], null],
    [[], null],
    ['', null],
    [undefined, null],
    [{}, null],
  ])('url %j is %j', (given, urls) => {
    expect(webSocketUrls(given, undefined)).toEqual(urls);
  });

  it('is a different one for each page', () => {
    const draws = [0.9, 0.5, 0];
    expect(shuffled(['a', 'b', 'c'], () => draws.shift() ?? 0)).toEqual(['c', 'b', 'a']);
  });
});

describe('WebSocket or SockJS', () => {
  it.each([
    [{ refusals: 1 }, 'websocket'],
    [{ refusals: 2 }, 'sockjs'],
    [{ refusals: 3 }, 'websocket'],
    [{ refusals: 5, addresses: 3 }, 'websocket'], // the third has not refused twice
    [{ refusals: 6, addresses: 3 }, 'sockjs'],
    [{ proven: 'sockjs' }, 'sockjs'],
    [{ proven: 'websocket', refusals: 9 }, 'websocket'],
    [{ forced: 'sockjs' }, 'sockjs'],
  ] as const)('%o: %s', (facts, carrier) => {
    const nothing = { forced: null, proven: null, refusals: 0, addresses: 1 };
    expect(chooseCarrier({ ...nothing, ...facts })).toBe(carrier);
  });

  it.each([
    ['ws://h:9999/ws', 'http://h:9999/sockjs'],
    ['wss://h/ws', 'https://h/sockjs'],
    ['wss://h/cti/ws?x=1', 'https://h/cti/sockjs'],
    ['ws://h', 'http://h/sockjs'],
  ])('%s → %s', (ws, sockjs) => {
    expect(sockjsUrl(ws)).toBe(sockjs);
  });

  it.each([
    ['/ws', 'https://h/page.html', 'wss://h/ws'],
    ['http://h:9999/ws', undefined, 'ws://h:9999/ws'],
    ['/ws', undefined, null],
    ['mailto:x', undefined, null],
  ])('%s on %s is %s', (url, page, absolute) => {
    expect(webSocketUrl(url, page)).toBe(absolute);
  });
});
