import type { Alarms } from './alarms';
import { alarms } from './alarms';
import { browserId } from './browser-id';
import type { Carrier } from './carrier';
import { sockjsUrl } from './carrier';
import { sockJsTransport } from './sockjs-loader';
import type { Transport, TransportEvents } from './transport';
import { socketTransport } from './transport';
import { steadyTimer } from './steady-timer';

/** What the engine needs from its surroundings; tests bring their own. */
export interface Platform {
  open(carrier: Carrier, address: Address, events: TransportEvents): Transport;
  alarms: Alarms;
  random(): number;
  now(): number;
  browserId(): string;
  /** Calls `online` whenever the network comes back; returns how to stop that. */
  watchNetwork(online: () => void): () => void;
  release(): void;
}

export interface Address {
  url: string;
  /** Where `ctibar-sockjs.js` lies, if known. */
  script: string | undefined;
}

export function browserPlatform(): Platform {
  const timer = steadyTimer();
  return {
    open,
    alarms: alarms(timer.after),
    random: Math.random,
    now: Date.now,
    browserId,
    watchNetwork(online) {
      globalThis.addEventListener?.('online', online);
      return () => globalThis.removeEventListener?.('online', online);
    },
    release: timer.release,
  };
}

function open(carrier: Carrier, { url, script }: Address, events: TransportEvents): Transport {
  if (carrier === 'websocket') {
    return socketTransport(() => new WebSocket(url), events);
  }
  const http = sockjsUrl(url);
  return sockJsTransport(http, script ?? new URL('/dist/ctibar-sockjs.js', http).href, events);
}
