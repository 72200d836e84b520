export type Carrier = 'websocket' | 'sockjs';

/** Proxies that break WebSockets let none through; one refusal alone is more likely a node that starts. */
const REFUSALS_BEFORE_SOCKJS = 2;

export interface CarrierFacts {
  forced: Carrier | null;
  /** What reached `welcome` before: it works on this network. */
  proven: Carrier | null;
  /** Tries in a row that never did. */
  refusals: number;
}

/** Until something worked, WebSocket and SockJS take turns: either may be what the network lets through. */
export function chooseCarrier({ forced, proven, refusals }: CarrierFacts): Carrier {
  if (forced ?? proven) {
    return (forced ?? proven) as Carrier;
  }
  const beyond = refusals - REFUSALS_BEFORE_SOCKJS;
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
