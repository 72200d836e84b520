import type { PhoneStatus } from '../phone-types';
import type { IncomingLeg, Manner } from './softphone';

/** A call at this phone, from its INVITE to its end. */
export interface Leg {
  readonly id: string;
  /** The platform's call, as far as known. */
  readonly callId: string | null;
  readonly state: 'ringing' | 'answering' | 'talking';
  readonly reattach: boolean;
  /** `cut`: its WebSocket is gone, the switch tells it nothing any more. `silent`: so is its voice. */
  readonly link: 'alive' | 'cut' | 'silent';
}

/** What the platform says of the agent's call. */
export interface Call {
  readonly callId: string;
  /** The agent's phone rings. */
  readonly rings: boolean;
  /** The agent's phone was answered. */
  readonly connected: boolean;
  readonly muted: boolean;
}

/** One event of the platform, as far as it concerns the phone. */
export interface News {
  event: string;
  /** The agent's call after it; null: none. */
  call: Omit<Call, 'muted'> | null;
  /** The call whose end it tells. */
  over: string | null;
  /** Null: it does not say. */
  muted: boolean | null;
}

export interface Reattach {
  readonly callId: string;
  readonly tries: number;
  /** The try whose answer is awaited. */
  readonly asked: number | null;
}

/** Everything the phone remembers while the agent is signed in. Changes only by `step`. */
export interface Model {
  /** Whether this tab has the audio. */
  readonly audio: 'asked' | 'elsewhere' | 'mine';
  readonly microphone: 'unknown' | 'granted' | 'refused';
  readonly noMicrophone: string | null;
  readonly line: 'down' | 'trying' | 'registered' | 'unreachable';
  readonly unreachable: string | null;
  readonly heard: boolean;
  readonly legs: readonly Leg[];
  readonly call: Call | null;
  readonly reattach: Reattach | null;
  /** Tries so far; each needs a name of its own. */
  readonly asks: number;
  /** Who wants the call answered whose INVITE is still to come. */
  readonly waiting: readonly string[];
}

export const NEW_PHONE: Model = {
  audio: 'asked',
  microphone: 'unknown',
  noMicrophone: null,
  line: 'down',
  unreachable: null,
  heard: true,
  legs: [],
  call: null,
  reattach: null,
  asks: 0,
  waiting: [],
};

export type Input =
  | { kind: 'begin' }
  | { kind: 'mine' }
  | { kind: 'elsewhere' }
  | { kind: 'microphone'; problem: string | null }
  | { kind: 'devicesChanged' }
  | { kind: 'registered' }
  | { kind: 'refused'; reason: string }
  | { kind: 'lost' }
  | { kind: 'incoming'; leg: IncomingLeg }
  | { kind: 'talking'; leg: string }
  | { kind: 'ended'; leg: string }
  | { kind: 'failed'; leg: string }
  | { kind: 'heard'; heard: boolean }
  | { kind: 'platform'; news: News }
  | { kind: 'reattached'; ask: number; problem: unknown }
  | { kind: 'offhook'; request: string }
  | { kind: 'alarm'; name: AlarmName }
  | { kind: 'retry' };

/** `offhook`: the INVITE did not come. `probe`: is the switch still there. */
export type AlarmName = 'offhook' | 'reattach' | 'register' | 'probe';

export type Effect =
  | { do: 'acquire' }
  | { do: 'tryMicrophone' }
  | { do: 'start' }
  | { do: 'stop'; manner: Manner }
  | { do: 'refresh' }
  /** With settings asked anew: they may have changed. */
  | { do: 'restart' }
  | { do: 'answer'; leg: string }
  | { do: 'terminate'; leg: string }
  | { do: 'forget'; leg: string }
  | { do: 'mute'; muted: boolean }
  | { do: 'ring'; ringing: boolean }
  | { do: 'unblock' }
  | { do: 'reattach'; ask: number }
  /** Whether this phone answers what somebody wants answered. */
  | { do: 'offhook'; request: string; taken: boolean }
  | { do: 'set'; alarm: AlarmName; afterMs: number }
  | { do: 'clear'; alarm: AlarmName }
  | { do: 'tell'; status: PhoneStatus }
  | { do: 'report'; problem: unknown };

export interface Step {
  readonly model: Model;
  readonly effects: readonly Effect[];
}

export function unchanged(model: Model): Step {
  return { model, effects: [] };
}

export function statusOf(m: Model): PhoneStatus {
  if (m.audio !== 'mine') {
    return { state: m.audio === 'asked' ? 'starting' : 'elsewhere', reason: null };
  }
  if (m.microphone === 'refused') {
    return { state: 'no_microphone', reason: m.noMicrophone };
  }
  if (m.line === 'unreachable') {
    return { state: 'unreachable', reason: m.unreachable };
  }
  if (m.line !== 'registered') {
    return { state: 'starting', reason: null };
  }
  return { state: m.heard ? 'registered' : 'autoplay_blocked', reason: null };
}

export function isInCall(m: Model): boolean {
  return m.legs.some((l) => l.state !== 'ringing');
}

/** A second call does not ring into the first. */
export function isRinging(m: Model): boolean {
  return !isInCall(m) && m.legs.some((l) => l.state === 'ringing' && l.link === 'alive');
}

export function withoutLeg(m: Model, id: string): Model {
  return { ...m, legs: m.legs.filter((l) => l.id !== id) };
}

export function changeLeg(m: Model, id: string, change: Partial<Leg>): Model {
  return { ...m, legs: m.legs.map((l) => (l.id === id ? { ...l, ...change } : l)) };
}
