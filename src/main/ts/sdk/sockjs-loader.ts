import { loadScript } from './script-loader';
import type { Socket, Transport, TransportEvents } from './transport';
import { socketTransport } from './transport';

export type SockJsFactory = (url: string) => Socket;

/** Where `ctibar-sockjs.js` leaves its factory. */
export const FACTORY = '__ctibarSockJs';

/** Loads the script at its first use: most networks never need it. */
export function sockJsTransport(url: string, script: string, events: TransportEvents): Transport {
  let inner: Transport | null = null;
  let closed = false;
  loadScript<SockJsFactory>(script, FACTORY).then(
    (factory) => {
      if (!closed) {
        inner = socketTransport(() => factory(url), events);
      }
    },
    () => {
      if (!closed) {
        events.closed(0);
      }
    },
  );
  return {
    send: (text) => inner?.send(text),
    close: (code, reason) => {
      closed = true;
      inner?.close(code, reason);
    },
  };
}
