import type { AgentEvent } from './protocol';
import type { Snapshot } from './types';
import { unreachable } from './unreachable';
import { answered, but, conferenced, consulted, ringing, transferred } from './view-call';

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
    case 'onForced':
      return view;
    case 'onRing':
      return {
        ...changed,
        work:
          e.allowed.includes('reject') || e.data.direction === 'INBOUND' ? 'RINGING' : 'DIALING',
        call: ringing(e.data, now),
      };
    case 'onAnswer':
      return { ...changed, ...answered(view, e.data, now) };
    case 'onCalleeAnswer':
      return { ...changed, work: 'TALKING', call: but(view, { answeredAt: now }) };
    case 'onHold':
      return { ...changed, work: 'HELD', call: but(view, { heldBy: e.data.by }) };
    case 'onUnhold':
      return { ...changed, work: 'TALKING', call: but(view, { heldBy: null }) };
    case 'onConsult':
      return { ...changed, ...consulted(view, e.data) };
    case 'onConference':
      return { ...changed, ...conferenced(view, e.data) };
    case 'onMute':
      return { ...view, call: but(view, { muted: e.data.muted }) };
    case 'onListened':
      return { ...view, call: but(view, { listeners: e.data.listeners }) };
    case 'onTransferred':
      return { ...changed, ...transferred(view, e.data) };
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
