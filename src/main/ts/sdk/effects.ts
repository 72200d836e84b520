import type { Command } from './commands';
import { CtibarError, ErrorCode } from './error';
import type { Effect, Session } from './session';
import type { CurrentCall, Hangup } from './types';

export function sending(c: Command): Effect {
  return { do: 'send', text: c.text, note: `${c.name} #${c.id}` };
}

export function ping(s: Session): Effect {
  const text = JSON.stringify({ type: 'ping', seq: s.seq, revision: s.view.revision });
  return { do: 'send', text, note: 'ping' };
}

export function failing(c: Command, error: CtibarError): Effect {
  return { do: 'settle', id: c.id, outcome: { ok: false, error } };
}

export function failed(c: Command, code: number, message: string): Effect {
  return failing(c, new CtibarError(code, message));
}

/** A call that ended while nobody listened: pages that clear it only in onHangup are told so, too. */
export function missedHangup(call: CurrentCall): Effect {
  const { callId, data } = call;
  const hangup: Hangup = { callId, cause: 'ENDED_MEANWHILE', code: ErrorCode.OK, data };
  return { do: 'callback', name: 'onHangup', data: hangup };
}

/** For what belongs to no command. */
export function telling(error: CtibarError): Effect[] {
  return [
    { do: 'report', error },
    { do: 'callback', name: 'onError', data: error },
  ];
}
