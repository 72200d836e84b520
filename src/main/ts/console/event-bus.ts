import EventBus from '@vertx/eventbus-bridge-client.js';
import { CtibarError, ErrorCode } from '../sdk/error';

/** One connection to the bridge, as far as the console needs it. */
export interface Bus {
  register(address: string, heard: (body: unknown) => void): void;
  /** @returns fails with {@link CtibarError} */
  ask(address: string, body: object): Promise<unknown>;
  close(): void;
}

export interface BusEvents {
  opened(): void;
  closed(): void;
  /** The bridge did not take what was sent; it does not say which. */
  denied(): void;
}

const TRANSPORTS = ['websocket', 'xhr-streaming', 'xhr-polling'];
const ANSWER_WITHIN_MS = 10_000;

export function openBus(url: string, events: BusEvents): Bus {
  const bus = new EventBus(url, { transports: TRANSPORTS });
  bus.onopen = () => events.opened();
  bus.onclose = () => events.closed();
  bus.onunhandled = ({ type }) => {
    if (type === 'err') {
      events.denied();
    }
  };
  return {
    register: (address, heard) =>
      bus.registerHandler(address, (_, message) => message && heard(message.body)),
    ask: (address, body) => ask(bus, address, body),
    close: () => bus.close(),
  };
}

function ask(bus: EventBus, address: string, body: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const refuse = (code: number, why: string) => reject(new CtibarError(code, why));
    try {
      bus.send(address, body, {}, (failure, message) => {
        if (failure) {
          refuse(failure.failureCode ?? ErrorCode.INTERNAL, failure.message ?? '');
        } else {
          resolve(message?.body);
        }
      });
      setTimeout(() => refuse(ErrorCode.TIMEOUT, 'no answer in time'), ANSWER_WITHIN_MS);
    } catch {
      refuse(ErrorCode.UNAVAILABLE, 'not connected');
    }
  });
}
