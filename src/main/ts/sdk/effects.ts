import type { Command } from './commands';
import { CtibarError } from './error';
import type { Effect, Session } from './session';

const BEAT_OF_MANY_MS = 5_000;

/** Answered by secrets: over SockJS by HTTP the server tells them only to who shows the token. */
const SECRETS = ['renew', 'phone'];

export function sending(c: Command): Effect {
  const withToken = SECRETS.includes(c.name);
  return { do: 'send', text: c.text, note: `${c.name} #${c.id}`, withToken };
}

export function ping(s: Session): Effect {
  const text = JSON.stringify({ type: 'ping', seq: s.seq, revision: s.view.revision });
  return { do: 'send', text, note: 'ping' };
}

/** Where there is another node to go to it is worth while to know early that one is dead. */
export function beatMs(s: Session): number {
  return s.addresses > 1 ? Math.min(s.heartbeatMs, BEAT_OF_MANY_MS) : s.heartbeatMs;
}

export function failing(c: Command, error: CtibarError): Effect {
  return { do: 'settle', id: c.id, outcome: { ok: false, error } };
}

export function failed(c: Command, code: number, message: string): Effect {
  return failing(c, new CtibarError(code, message));
}

/** For what belongs to no command. */
export function telling(error: CtibarError): Effect[] {
  return [
    { do: 'report', error },
    { do: 'callback', name: 'onError', data: error },
  ];
}
