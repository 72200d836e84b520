import { ping, telling } from './effects';
import { CtibarError, ErrorCode } from './error';
import type { Pong, ServerFrame } from './protocol';
import type { Session, Step } from './session';
import { event } from './step-event';
import { quickTries } from './step-connect';
import { end, reopen } from './step-loss';
import { moving } from './step-move';
import { reply, welcome } from './step-welcome';
import { unreachable } from './unreachable';

export function onFrame(s: Session, frame: ServerFrame, now: number): Step {
  switch (frame.type) {
    case 'welcome':
      return welcome(s, frame);
    case 'reply':
      return reply(s, frame, now);
    case 'event':
      return event(s, frame, now);
    case 'pong':
      return pong(s, frame);
    case 'moving':
      return moving(s);
    case 'error':
      return { session: s, effects: telling(new CtibarError(frame.code, frame.msg)) };
    case 'bye':
      return bye(s, new CtibarError(frame.code, frame.msg), frame.reconnect);
    default:
      return unreachable(frame);
  }
}

function bye(s: Session, error: CtibarError, reconnect: boolean): Step {
  if (reconnect) {
    return reopen(s);
  }
  return end(s, error, error.code === ErrorCode.CONFLICT ? 'silent' : 'tell');
}

/** Asks once more before it gives the connection up: the event may be just behind the pong. */
function pong(s: Session, p: Pong): Step {
  const here: Session = { ...s, attempt: 0, quick: quickTries(s) };
  if (p.seq <= s.seq) {
    return { session: { ...here, behind: false }, effects: [] };
  }
  return s.behind
    ? reopen({ ...here, behind: false })
    : { session: { ...here, behind: true }, effects: [ping(s)] };
}
