import type { Ctibar } from '../sdk/ctibar';
import type { CtibarError } from '../sdk/error';
import type { CtibarCallbacks, Snapshot, User } from '../sdk/types';
import { webSocketAddress } from './api';
import { log } from './log';
import type { Connection } from './shown';

/** What the page is told, however many events that took. */
export interface PhoneEvents {
  connection(now: Connection): void;
  state(now: Snapshot): void;
  /** For good: signed in elsewhere, or the token is refused. */
  ended(why: 'kicked' | CtibarError): void;
}

/** Connects and signs in, as any integrator's page would: with the global of `dist/ctibar.js`. */
export async function connect(
  token: string,
  events: PhoneEvents,
): Promise<{ ctibar: Ctibar; user: User }> {
  const config = {
    url: webSocketAddress(),
    token,
    infoLog: log,
    errLog: (e: CtibarError) => log(`${e.name} ${e.message}`, 'error'),
  };
  events.connection('connecting');
  const ctibar: Ctibar = new window.Ctibar(config, callbacks(events));
  const user = await ctibar.initSDK();
  return { ctibar, user };
}

function callbacks(events: PhoneEvents): CtibarCallbacks {
  let over = false;
  const end = (why: 'kicked' | CtibarError) => {
    over = true;
    events.ended(why);
  };
  return {
    onConnect: () => events.connection('connected'),
    onDisconnect: () => over || events.connection('connecting'),
    onState: (state) => events.state(state),
    onRing: ({ popScreenNo, direction }) => log(`${direction} ${popScreenNo}`, 'call'),
    onHangup: ({ cause }) => log(cause, 'call'),
    onKicked: () => end('kicked'),
    onError: (e) => {
      if (e.name === 'TOKEN_INVALID' || e.name === 'TOKEN_EXPIRED') {
        end(e);
      }
    },
  };
}
