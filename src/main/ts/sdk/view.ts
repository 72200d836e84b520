import type { AgentEvent } from './protocol';
import type { Answer, Snapshot } from './types';
import { unreachable } from './unreachable';

export const SIGNED_OUT: Snapshot = {
  signedIn: false,
  presence: 'LOGGED_OUT',
  reason: null,
  work: 'IDLE',
  next: null,
  since: 0,
  readyAt: 0,
  revision: 0,
  call: null,
  allowed: ['login', 'snapshot'],
};

export type Stamped<E> = E & { revision: number; allowed: readonly string[] };

/** Several events may share a revision, an older one is what a newer already overtook. */
export function isStale(view: Snapshot, revision: number): boolean {
  return revision < view.revision;
}

/** Adds one event to what is known of the agent. Pure: `now` is ms since 1970. */
export function reduce(view: Snapshot, e: Stamped<AgentEvent>, now: number): Snapshot {
  if (isStale(view, e.revision)) {
    return view;
  }
  return { ...apply(view, e, now), revision: e.revision, allowed: e.allowed };
}

function apply(view: Snapshot, e: Stamped<AgentEvent>, now: number): Snapshot {
  const changed = { ...view, since: now };
  switch (e.event) {
    case 'onLogin':
      return view.signedIn ? view : { ...changed, signedIn: true, ...notReady('login') };
    case 'onLogout':
    case 'onKicked':
      return { ...SIGNED_OUT, since: now };
    case 'onReady':
      return { ...changed, presence: 'READY', reason: null };
    case 'onBusy':
    case 'onRest':
      return { ...changed, ...notReady(e.data.reason) };
    case 'onPending':
      return { ...view, next: e.data.next };
    case 'onRing':
      return {
        ...changed,
        work:
          e.allowed.includes('offhook') || e.data.direction === 'INBOUND' ? 'RINGING' : 'DIALING',
        call: { ...e.data, since: now, answeredAt: null },
      };
    case 'onAnswer':
      return answered(view, e.data, now);
    case 'onCalleeAnswer':
      return { ...changed, work: 'TALKING', call: view.call && { ...view.call, answeredAt: now } };
    case 'onHangup':
      return { ...changed, work: 'IDLE', call: null, next: null };
    case 'onWrapUp':
      return { ...changed, readyAt: e.data.until };
    case 'onSnapshot':
      return { ...e.data };
    default:
      return unreachable(e);
  }
}

export function notReady(reason: string): Pick<Snapshot, 'presence' | 'reason'> {
  return { presence: 'NOT_READY', reason };
}

/** Whoever dialled talks from onCalleeAnswer on: until then only the own phone is answered. */
function answered(view: Snapshot, answer: Answer, now: number): Snapshot {
  const dialled = answer.direction === 'OUTBOUND' || view.work === 'DIALING';
  const call = view.call && { ...view.call, answeredAt: dialled ? null : now };
  return { ...view, since: now, work: dialled ? 'DIALING' : 'TALKING', call };
}
