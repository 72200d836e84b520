import type { Admission, Ways } from './bridge';
import { openBus } from './event-bus';

const ANSWER_WITHIN_MS = 8_000;

/** The bridge of the page's own origin. */
export const ownOrigin: Ways = {
  admission,
  openBus: (token, events) => openBus(address('/eventbus', token), events),
  random: Math.random,
};

/** SockJS does not tell why a connection was refused. Its greeting is guarded as connections are, and does. */
async function admission(token: string): Promise<Admission> {
  try {
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
    const { status } = await fetch(address('/eventbus/', token), { signal });
    if (status === 401) {
      return 'expired';
    }
    if (status === 403) {
      return 'forbidden';
    }
    return status === 429 || status >= 500 ? 'unreachable' : 'admitted';
  } catch {
    return 'unreachable';
  }
}

function address(path: string, token: string): string {
  const url = new URL(path, location.origin);
  url.searchParams.set('token', token);
  return url.href;
}
