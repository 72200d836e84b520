import type { Snapshot, Work } from '../types';
import type { News } from './model';

const CONNECTED: ReadonlySet<Work> = new Set(['TALKING', 'HELD', 'CONSULTING', 'CONFERENCED']);

/** @param view the agent's state after the event */
export function newsOf(event: string, data: unknown, view: Snapshot): News {
  const over = event === 'onHangup' ? ((data as { callId?: string }).callId ?? null) : null;
  const call = view.call && view.call.callId !== over ? callOf(view, view.call.callId) : null;
  return { event, call, over, muted: mutedIn(event, data) };
}

/** While one's own phone rings for a call that one dials, it can be answered. */
function callOf(view: Snapshot, callId: string): News['call'] {
  const dialing = view.work === 'DIALING';
  const offhook = view.allowed.includes('offhook');
  return {
    callId,
    rings: view.work === 'RINGING' || (dialing && offhook),
    connected: CONNECTED.has(view.work) || (dialing && !offhook),
  };
}

function mutedIn(event: string, data: unknown): boolean | null {
  const told = event === 'onSnapshot' ? (data as { call?: unknown }).call : data;
  const muted = (told as { muted?: unknown } | null | undefined)?.muted;
  return typeof muted === 'boolean' ? muted : null;
}
