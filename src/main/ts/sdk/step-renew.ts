import { CtibarError, ErrorCode } from './error';
import type { Reply } from './protocol';
import type { Effect, Session, Step } from './session';

/** Ours, not the page's: it hears only of failures, in its log. */
export const RENEW = 'renew';

/** Never more often than it pings, however wrong the machine's clock is. */
export function renewLater(s: Session): Effect {
  return { do: 'renewBefore', expiresAt: s.expiresAt, atLeastMs: s.heartbeatMs };
}

export function notRenewed(s: Session, error: CtibarError): Step {
  return { session: s, effects: [{ do: 'report', error }, renewLater(s)] };
}

export function renewed(s: Session, r: Reply): Step {
  const { token, expiresAt } = r.data ?? {};
  if (r.code !== ErrorCode.OK) {
    return notRenewed(s, new CtibarError(r.code, `renew: ${r.msg}`));
  }
  if (typeof token !== 'string' || typeof expiresAt !== 'number') {
    return notRenewed(s, new CtibarError(ErrorCode.INTERNAL, 'renew: no token came'));
  }
  const session = { ...s, expiresAt };
  return { session, effects: [{ do: 'keepToken', token }, renewLater(session)] };
}
