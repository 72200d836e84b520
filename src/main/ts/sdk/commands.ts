import { CtibarError, ErrorCode } from './error';
import { MAX_FRAME_BYTES } from './protocol';

/** Longer than the server's own limits, so that its answer wins. */
const TIMEOUT_MS = 10_000;
const SLOWER_MS: Readonly<Record<string, number>> = {
  makecall: 120_000, // until somebody answers
  offhook: 30_000, // until the phone did
  hangup: 15_000,
  transfer: 30_000, // until somebody is found
  consult: 120_000, // until the other one answers
};

/** A command as it goes over the wire: the text is kept, for a resumed session repeats it. */
export interface Command {
  readonly id: string;
  readonly name: string;
  readonly text: string;
}

export function timeoutMs(name: string): number {
  return SLOWER_MS[name] ?? TIMEOUT_MS;
}

/** @throws CtibarError for arguments that are no JSON or too much of it */
export function encodeCommand(id: string, name: string, args: Record<string, unknown>): Command {
  const text = stringify({ type: 'command', id, command: name, args });
  if (new TextEncoder().encode(text).length > MAX_FRAME_BYTES) {
    throw new CtibarError(ErrorCode.TOO_LARGE, `${name}: more than ${MAX_FRAME_BYTES} bytes`);
  }
  return { id, name, text };
}

function stringify(frame: object): string {
  try {
    return JSON.stringify(frame);
  } catch {
    throw new CtibarError(ErrorCode.BAD_REQUEST, 'arguments must be plain data');
  }
}
