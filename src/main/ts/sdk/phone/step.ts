import { unreachable } from '../unreachable';
import type { AlarmName, Effect, Input, Leg, Model, Step } from './model';
import { isInCall, isRinging, statusOf, unchanged } from './model';
import { ended, failed, incoming, noInvite, offhook, talking } from './step-legs';
import { platform } from './step-platform';
import { askAgain, reattached, reattachIfNeeded } from './step-reattach';

/** Shorter than what a registrar that is only restarting takes. */
const REGISTER_AGAIN_MS = 5_000;
/** How long a WebSocket may be dead before anybody looks. */
const PROBE_MS = 20_000;

/** Every decision of the phone. Pure: no socket, sound or clock. */
export function step(before: Model, input: Input): Step {
  const { model, effects } = decide(before, input);
  const { model: after, effects: more } = withMicrophoneOnly(model);
  return { model: after, effects: [...effects, ...more, ...shown(before, after)] };
}

/** Without a microphone the phone is not registered, lest calls be offered that nobody can take. */
function withMicrophoneOnly(m: Model): Step {
  if (m.microphone !== 'refused' || m.line === 'down' || isInCall(m)) {
    return unchanged(m);
  }
  const effects: Effect[] = [
    { do: 'clear', alarm: 'probe' },
    { do: 'clear', alarm: 'register' },
    { do: 'stop', manner: 'politely' },
  ];
  return { model: { ...m, line: 'down', unreachable: null, legs: [] }, effects };
}

/** What follows from the model alone, however it came about. */
function shown(before: Model, after: Model): Effect[] {
  const effects: Effect[] = [];
  if (isRinging(before) !== isRinging(after)) {
    effects.push({ do: 'ring', ringing: isRinging(after) });
  }
  const [was, is] = [statusOf(before), statusOf(after)];
  if (was.state !== is.state || was.reason !== is.reason) {
    effects.push({ do: 'tell', status: is });
  }
  return effects;
}

function decide(m: Model, input: Input): Step {
  switch (input.kind) {
    case 'begin':
      return { model: m, effects: [{ do: 'acquire' }, { do: 'tell', status: statusOf(m) }] };
    case 'mine':
      return { model: { ...m, audio: 'mine' }, effects: [{ do: 'tryMicrophone' }] };
    case 'elsewhere':
      return elsewhere(m);
    case 'microphone':
      return microphone(m, input.problem);
    case 'devicesChanged':
      return devicesChanged(m);
    case 'registered':
      return registered(m);
    case 'refused':
      return refused(m, input.reason);
    case 'lost':
      return lost(m);
    case 'incoming':
      return incoming(m, input.leg);
    case 'talking':
      return talking(m, input.leg);
    case 'ended':
      return ended(m, input.leg);
    case 'failed':
      return failed(m, input.leg);
    case 'heard':
      return unchanged({ ...m, heard: input.heard });
    case 'platform':
      return platform(m, input.news);
    case 'reattached':
      return reattached(m, input.ask, input.problem);
    case 'offhook':
      return offhook(m, input.request);
    case 'alarm':
      return alarm(m, input.name);
    case 'retry':
      return retry(m);
    default:
      return unreachable(input);
  }
}

/** Where tabs cannot agree by locks, two may have taken it at once. */
function elsewhere(m: Model): Step {
  const model: Model = { ...m, audio: 'elsewhere', line: 'down', legs: [] };
  return { model, effects: m.audio === 'mine' ? [{ do: 'stop', manner: 'quietly' }] : [] };
}

function microphone(m: Model, problem: string | null): Step {
  if (problem !== null) {
    return unchanged({ ...m, microphone: 'refused', noMicrophone: problem });
  }
  const model: Model = { ...m, microphone: 'granted', noMicrophone: null };
  return m.line === 'down'
    ? { model: { ...model, line: 'trying' }, effects: [{ do: 'start' }] }
    : unchanged(model);
}

/** A device came or went; who refused the microphone is not asked again for that. */
function devicesChanged(m: Model): Step {
  const worth = m.microphone === 'refused' && m.noMicrophone !== 'denied';
  return { model: m, effects: worth ? [{ do: 'tryMicrophone' }] : [] };
}

function registered(m: Model): Step {
  const model: Model = { ...m, line: 'registered', unreachable: null };
  const effects: Effect[] = [
    { do: 'clear', alarm: 'register' },
    { do: 'set', alarm: 'probe', afterMs: PROBE_MS },
  ];
  return reattachIfNeeded(model, effects, true);
}

function refused(m: Model, reason: string): Step {
  if (m.line === 'down') {
    return unchanged(m);
  }
  return {
    model: { ...m, line: 'unreachable', unreachable: reason },
    effects: [{ do: 'set', alarm: 'register', afterMs: REGISTER_AGAIN_MS }],
  };
}

/**
 * The switch writes to the old WebSocket for ever: no leg from before it is told its end, and one that rings can no
 * longer be answered.
 */
function lost(m: Model): Step {
  if (m.line === 'down') {
    return unchanged(m);
  }
  const ringing = m.legs.filter((l) => l.state === 'ringing');
  const legs = m.legs
    .filter((l) => l.state !== 'ringing')
    .map((l): Leg => ({ ...l, link: l.link === 'alive' ? 'cut' : l.link }));
  const line: Partial<Model> = { line: 'unreachable', unreachable: 'connection_lost' };
  return {
    model: { ...m, ...line, legs, reattach: null },
    effects: [
      { do: 'clear', alarm: 'reattach' },
      ...ringing.map((l): Effect => ({ do: 'forget', leg: l.id })),
    ],
  };
}

function alarm(m: Model, name: AlarmName): Step {
  switch (name) {
    case 'offhook':
      return noInvite(m);
    case 'reattach':
      return askAgain(m);
    case 'register':
      return m.line === 'registered' ? unchanged(m) : { model: m, effects: [{ do: 'restart' }] };
    case 'probe':
      return probe(m);
    default:
      return unreachable(name);
  }
}

function probe(m: Model): Step {
  const again: Effect = { do: 'set', alarm: 'probe', afterMs: PROBE_MS };
  return { model: m, effects: [{ do: 'refresh' }, again] };
}

function retry(m: Model): Step {
  if (m.audio !== 'mine') {
    return unchanged(m);
  }
  const effects: Effect[] = m.heard ? [] : [{ do: 'unblock' }];
  if (m.microphone !== 'granted') {
    effects.push({ do: 'tryMicrophone' });
  } else if (m.line !== 'registered') {
    effects.push({ do: 'restart' });
  }
  return { model: m, effects };
}
