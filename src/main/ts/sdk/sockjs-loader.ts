import type { Socket, Transport, TransportEvents } from './transport';
import { socketTransport } from './transport';

export type SockJsFactory = (url: string) => Socket;

/** Where `ctibar-sockjs.js` leaves its factory. */
export const FACTORY = '__ctibarSockJs';

let loading: Promise<SockJsFactory> | null = null;

/** Loads the script at its first use: most networks never need it. */
export function sockJsTransport(url: string, script: string, events: TransportEvents): Transport {
  let inner: Transport | null = null;
  let closed = false;
  load(script).then(
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

function load(script: string): Promise<SockJsFactory> {
  const present = factory();
  if (present) {
    return Promise.resolve(present);
  }
  loading ??= inject(script).finally(() => (loading = null));
  return loading;
}

function inject(script: string): Promise<SockJsFactory> {
  return new Promise((resolve, reject) => {
    const tag = document.createElement('script');
    tag.src = script;
    tag.onload = () => {
      const made = factory();
      return made ? resolve(made) : reject(new Error('not ctibar-sockjs.js'));
    };
    tag.onerror = () => {
      tag.remove();
      reject(new Error('ctibar-sockjs.js did not load'));
    };
    document.head.append(tag);
  });
}

function factory(): SockJsFactory | undefined {
  return (globalThis as { [FACTORY]?: SockJsFactory })[FACTORY];
}
