import type { Ctibar } from '../sdk/ctibar';
import type { CtibarError } from '../sdk/error';
import type { PhoneStatus } from '../sdk/phone-types';
import type { Consult, CtibarCallbacks, Forced, Snapshot, User } from '../sdk/types';
import { webSocketAddress } from './api';
import { log } from './log';
import type { Note } from './model';
import type { Connection } from './shown';

/** What the page is told, however many events that took. */
export interface PhoneEvents {
  connection(now: Connection): void;
  state(now: Snapshot): void;
  note(happened: Note | null): void;
  phone(status: PhoneStatus): void;
  forced(act: Forced): void;
  /** For good: signed in elsewhere, or the token is refused. */
  ended(why: 'kicked' | CtibarError): void;
}

/** Connects and signs in, as any integrator's page would: with the global of `dist/ctibar.js`. */
export async function connect(
  token: string,
  events: PhoneEvents,
): Promise<{ ctibar: Ctibar; user: User }> {
  const config = {
    url: await webSocketAddress(),
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
    onRing: ({ popScreenNo, direction }) => {
      events.note(null);
      log(`${direction} ${popScreenNo}`, 'call');
    },
    onConsult: (consult) => events.note(consultNote(consult)),
    onConference: ({ state }) =>
      events.note(state === 'ended' ? { key: 'conferenceOver', party: '' } : null),
    onTransferred: ({ from, popScreenNo }) => {
      events.note({ key: 'handedOver', party: from });
      log(popScreenNo, 'call');
    },
    onHangup: ({ cause }) => log(cause, 'call'),
    onPhone: (status) => events.phone(status),
    onForced: (act) => events.forced(act),
    onKicked: () => end('kicked'),
    onError: (e) => {
      if (e.name === 'TOKEN_INVALID' || e.name === 'TOKEN_EXPIRED') {
        end(e);
      }
    },
  };
}

/** A consultation that failed is told by its method. */
function consultNote({ to, state, code }: Consult): Note | null {
  if (state === 'customer_left') {
    return { key: 'customerLeft', party: to };
  }
  return state === 'ended' && code === 0 ? { key: 'partyLeft', party: to } : null;
}
