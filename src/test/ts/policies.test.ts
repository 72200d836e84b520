import { describe, expect, it } from 'vitest';
import { retryDelayMs } from '../../main/ts/sdk/backoff';
import { chooseCarrier, sockjsUrl, webSocketUrl } from '../../main/ts/sdk/carrier';

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
