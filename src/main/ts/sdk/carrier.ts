export type Carrier = 'websocket' | 'sockjs';

/** Proxies that break WebSockets let none through; one refusal alone is more likely a node that starts. */
const REFUSALS_BEFORE_SOCKJS = 2;

export interface CarrierFacts {
  forced: Carrier | null;
  /** What reached `welcome` before: it works on this network. */
  proven: Carrier | null;
  /** Tries in a row that never did. */
  refusals: number;
  addresses: number;
}

/** Until something worked, WebSocket and SockJS take turns: either may be what the network lets through. */
export function chooseCarrier({ forced, proven, refusals, addresses }: CarrierFacts): Carrier {
  if (forced ?? proven) {
    return (forced ?? proven) as Carrier;
  }
  const beyond = Math.floor(refusals / addresses) - REFUSALS_BEFORE_SOCKJS;
  return beyond >= 0 && beyond % 2 === 0 ? 'sockjs' : 'websocket';
}

/** `wss://host/cti/ws` → `https://host/cti/sockjs`. */
export function sockjsUrl(webSocketUrl: string): string {
  const url = new URL(webSocketUrl);
  url.protocol = url.protocol === 'wss:' ? 'https:' : 'http:';
  url.pathname = url.pathname.replace(/[^/]*\/?$/, 'sockjs');
  url.search = '';
  url.hash = '';
  return url.href;
}

/** @returns an absolute ws: or wss: address, or null */
export function webSocketUrl(url: unknown, base: string | undefined): string | null {
  try {
    const absolute = new URL(String(url), base);
    absolute.protocol = absolute.protocol.replace(/^http/, 'ws');
    absolute.hash = '';
    return /^wss?:$/.test(absolute.protocol) ? absolute.href : null;
  } catch {
    return null;
  }
}

/** @returns all that were given, once each, or null if one of them is no such address or there is none */
export function webSocketUrls(given: unknown, base: string | undefined): string[] | null {
  const all: unknown[] = Array.isArray(given) ? given : given ? [given] : [];
  const urls = all.map((url) => (url ? webSocketUrl(url, base) : null));
  const good = [...new Set(urls)].filter((url) => url !== null);
  return urls.length > 0 && !urls.includes(null) ? good : null;
}

/** @param random in [0, 1) */
export function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const left = [...list];
  const drawn: T[] = [];
  while (left.length > 0) {
    drawn.push(...left.splice(Math.floor(random() * left.length), 1));
  }
  return drawn;
}
