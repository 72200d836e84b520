import type { Snapshot } from '../sdk/types';
import type { Key } from './texts';

export type Connection = 'closed' | 'connecting' | 'connected';
export type Tone = 'off' | 'ready' | 'away' | 'ringing' | 'talking' | 'held' | 'wrap-up';

/** What the page shows of the agent's state. Pure: `now` is ms since 1970. */
export interface Shown {
  text: Key;
  tone: Tone;
  /** Why the agent is not ready: a key of the texts or the site's own word. */
  reason: string | null;
  clock: string;
}

export function shown(state: Snapshot, now: number): Shown {
  const clock = clockText(now - state.since);
  const say = (text: Key, tone: Tone, reason: string | null = null) => {
    return { text, tone, reason, clock };
  };
  if (!state.signedIn) {
    return { ...say('stateOut', 'off'), clock: '' };
  }
  if (state.call) {
    return inCall(state, say);
  }
  if (state.readyAt > now) {
    return { ...say('stateWrapUp', 'wrap-up'), clock: clockText(state.readyAt - now) };
  }
  if (state.presence === 'READY') {
    return say('stateReady', 'ready');
  }
  const plain = state.reason === 'busy' || state.reason === 'rest';
  return say(
    state.reason === 'rest' ? 'stateRest' : 'stateBusy',
    'away',
    plain ? null : state.reason,
  );
}

function inCall(state: Snapshot, say: (text: Key, tone: Tone) => Shown): Shown {
  switch (state.work) {
    case 'RINGING':
      return say('stateRinging', 'ringing');
    case 'DIALING':
      return say('stateDialing', 'ringing');
    case 'HELD':
      return say('stateHeld', 'held');
    case 'CONSULTING':
      return say('stateConsulting', 'talking');
    case 'CONFERENCED':
      return say('stateConference', 'talking');
    default:
      return say('stateTalking', 'talking');
  }
}

/** `1:02:03`, `02:03`; never below zero, for two machines' clocks differ. */
export function clockText(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const two = (n: number) => String(n).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return hours > 0 ? `${hours}:${rest}` : rest;
}
