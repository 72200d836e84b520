import { ErrorCode } from './error';
import type { AgentEvent } from './protocol';
import type { Consultation, ConsultState, CurrentCall, Snapshot } from './types';

/** How far a call is: the own phone rings, it was answered and the callee's was not, both talk. */
type Stage = 'rings' | 'calls' | 'talks';

const CONSULT_STEPS: readonly ConsultState[] = ['ringing', 'talking', 'held'];

/**
 * What happened to the call of `after`. Pure.
 *
 * @param before its call is null where the page knows none, or another
 * @param dials a `makecall` of the page has no answer yet
 */
export function callNews(before: Snapshot, after: Snapshot, dials: boolean): AgentEvent[] {
  const { call } = after;
  if (!call || isSilent(after)) {
    return [];
  }
  if (!before.call) {
    const plain = { ...call, muted: false, heldBy: null, consult: null, listeners: [] };
    const rung: Snapshot = { ...after, work: 'RINGING', call: plain };
    const dialled = dials || call.direction === 'OUTBOUND' || after.work === 'DIALING';
    return [ring(call), ...progress('rings', after, dialled), ...treatment(rung, after)];
  }
  const dialled = before.call.direction === 'OUTBOUND' || before.work === 'DIALING';
  const party = before.call.popScreenNo !== call.popScreenNo;
  const moved = party ? otherParty(before.call, after) : [];
  const known = party
    ? { ...before, call: { ...before.call, consult: null, heldBy: null } }
    : before;
  return [
    ...progress(stage(before), after, dialled && !party),
    ...moved,
    ...treatment(known, after),
  ];
}

/** Dialled, and not even the own phone rings yet: that is still to come. Of what the platform tells, not the events. */
export function isSilent({ work, call, allowed }: Snapshot): boolean {
  return work === 'DIALING' && call?.answeredAt === null && !allowed.includes('offhook');
}

function stage({ work, allowed }: Snapshot): Stage {
  if (work !== 'RINGING' && work !== 'DIALING') {
    return 'talks';
  }
  return work === 'RINGING' || allowed.includes('offhook') ? 'rings' : 'calls';
}

function progress(from: Stage, after: Snapshot, dialled: boolean): AgentEvent[] {
  const call = after.call as CurrentCall;
  const to = stage(after);
  const events: AgentEvent[] = [];
  if (from === 'rings' && to !== 'rings') {
    const { callId, direction, popScreenNo, data } = call;
    events.push({ event: 'onAnswer', data: { callId, direction, popScreenNo, data } });
  }
  if (dialled && from !== 'talks' && to === 'talks') {
    events.push({ event: 'onCalleeAnswer', data: about(call) });
  }
  return events;
}

/** Who was consulted is the other party once the customer left; else somebody handed the call over. */
function otherParty(before: CurrentCall, after: Snapshot): AgentEvent[] {
  const now = after.call as CurrentCall;
  const { popScreenNo, direction, displayName, queue } = now;
  if (before.consult?.to !== popScreenNo) {
    const party = { from: before.popScreenNo, popScreenNo, direction, displayName, queue };
    return [{ event: 'onTransferred', data: { ...about(now), ...party } }];
  }
  const answered = before.consult.state === 'ringing' && after.work !== 'DIALING';
  const left = { to: popScreenNo, state: 'customer_left', cause: 'NORMAL_CLEARING' } as const;
  return [
    ...(answered ? [consult(now, popScreenNo, 'talking')] : []),
    { event: 'onConsult', data: { ...about(now), ...left, code: ErrorCode.OK } },
  ];
}

/** First what ended, then what began. */
function treatment(before: Snapshot, after: Snapshot): AgentEvent[] {
  const was = before.call as CurrentCall;
  const is = after.call as CurrentCall;
  const consulting = is.consult !== null || after.work === 'CONFERENCED';
  const events: AgentEvent[] = [];
  if (before.work === 'CONFERENCED' && after.work !== 'CONFERENCED') {
    events.push(conference(was, 'ended'));
  } else if (was.consult && was.consult.to !== is.consult?.to && after.work !== 'CONFERENCED') {
    events.push(consult(was, was.consult.to, 'ended'));
  }
  const otherwiseHeld = is.heldBy !== was.heldBy;
  if (was.heldBy && otherwiseHeld && !consulting) {
    events.push({ event: 'onUnhold', data: { ...about(is), by: was.heldBy } });
  }
  events.push(...consulted(before, after));
  if (is.heldBy && otherwiseHeld) {
    events.push({ event: 'onHold', data: { ...about(is), by: is.heldBy } });
  }
  if (is.muted !== was.muted) {
    events.push({ event: 'onMute', data: { ...about(is), muted: is.muted } });
  }
  const { listeners = [] } = is;
  if (JSON.stringify(listeners) !== JSON.stringify(was.listeners ?? [])) {
    events.push({ event: 'onListened', data: { ...about(is), listeners } });
  }
  return events;
}

/** Where the page knows of the conference, it knows of the consultation before it. */
function consulted(before: Snapshot, after: Snapshot): AgentEvent[] {
  const call = after.call as CurrentCall;
  const begins = before.work !== 'CONFERENCED' && after.work === 'CONFERENCED';
  if (before.work === 'CONFERENCED' && !begins && after.work === 'CONFERENCED') {
    return [];
  }
  const steps = call.consult
    ? way(before.work === 'CONFERENCED' ? null : (before.call?.consult ?? null), call.consult)
    : [];
  const events = steps.map((state) => consult(call, call.consult?.to ?? '', state));
  return begins ? [...events, conference(call, 'begun')] : events;
}

/** The states between two: none is left out, but who goes back and forth is only told where it ended. */
function way(from: Consultation | null, to: Consultation): readonly ConsultState[] {
  const known = from?.to === to.to ? CONSULT_STEPS.indexOf(from.state) : -1;
  const reached = CONSULT_STEPS.indexOf(to.state);
  return reached < known ? [to.state] : CONSULT_STEPS.slice(known + 1, reached + 1);
}

function consult(call: CurrentCall, to: string, state: ConsultState | 'ended'): AgentEvent {
  const data = { ...about(call), to, state, cause: null, code: ErrorCode.OK };
  return { event: 'onConsult', data };
}

/** Who did not begin it knows the third party by nothing but the other one. */
function conference(call: CurrentCall, state: 'begun' | 'ended'): AgentEvent {
  const to = call.consult?.to ?? call.popScreenNo;
  return { event: 'onConference', data: { ...about(call), to, state } };
}

function ring(call: CurrentCall): AgentEvent {
  const { since, answeredAt, muted, heldBy, consult, listeners, ...told } = call;
  return { event: 'onRing', data: told };
}

function about({ callId, data }: CurrentCall) {
  return { callId, data };
}
