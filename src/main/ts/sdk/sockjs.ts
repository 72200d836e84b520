import SockJS from 'sockjs-client';
import { FACTORY, type SockJsFactory } from './sockjs-loader';
import type { Socket } from './transport';

/** Only what works where WebSockets do not. */
const TRANSPORTS = ['xhr-streaming', 'eventsource', 'xhr-polling'];

const factory: SockJsFactory = (url) =>
  new SockJS(url, null, { transports: TRANSPORTS }) as unknown as Socket;
(globalThis as { [FACTORY]?: SockJsFactory })[FACTORY] = factory;
