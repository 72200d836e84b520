import type { Effect, Model, Step } from './model';
import { unchanged, withoutLeg } from './model';

const AGAIN_MS = 3_000;
const MAX_TRIES = 2;

/**
 * The platform has a call of this agent's phone, and no leg of it is within the switch's reach.
 *
 * @param m a phone whose line is new: what rings since before rings nowhere
 */
function isNeeded(m: Model, lineIsNew = false): boolean {
  const { call } = m;
  const served = m.legs.some(
    (l) => l.link === 'alive' && (l.callId ?? call?.callId) === call?.callId,
  );
  const ready = m.audio === 'mine' && m.line === 'registered';
  return ready && call !== null && (call.connected || (lineIsNew && call.rings)) && !served;
}

export function reattachIfNeeded(m: Model, before: readonly Effect[], lineIsNew = false): Step {
  const known = m.reattach?.callId === m.call?.callId ? m.reattach : null;
  return isNeeded(m, lineIsNew) && known === null
    ? ask(m, 1, before)
    : { model: m, effects: before };
}

function ask(m: Model, tries: number, before: readonly Effect[]): Step {
  const asks = m.asks + 1;
  const callId = m.call?.callId ?? '';
  return {
    model: { ...m, asks, reattach: { callId, tries, asked: asks } },
    effects: [...before, { do: 'reattach', ask: asks }],
  };
}

/** @param problem null: the platform did it */
export function reattached(m: Model, asked: number, problem: unknown): Step {
  if (m.reattach?.asked !== asked) {
    return unchanged(m);
  }
  const model: Model = { ...m, reattach: { ...m.reattach, asked: null } };
  if (problem === null || !isNeeded(m)) {
    return unchanged(model);
  }
  return m.reattach.tries < MAX_TRIES
    ? { model, effects: [{ do: 'set', alarm: 'reattach', afterMs: AGAIN_MS }] }
    : givenUp(model, problem);
}

export function askAgain(m: Model): Step {
  return m.reattach && isNeeded(m) ? ask(m, m.reattach.tries + 1, []) : unchanged(m);
}

/** What only lost its WebSocket still carries voice, and stays. */
function givenUp(m: Model, problem: unknown): Step {
  return endSilent(m, [{ do: 'report', problem }]);
}

export function isGivenUp(m: Model): boolean {
  return m.reattach !== null && m.reattach.tries === MAX_TRIES && m.reattach.asked === null;
}

export function endSilent(m: Model, before: readonly Effect[]): Step {
  const silent = m.legs.filter((l) => l.link === 'silent');
  return {
    model: silent.reduce((rest, l) => withoutLeg(rest, l.id), m),
    effects: [...before, ...silent.map((l): Effect => ({ do: 'terminate', leg: l.id }))],
  };
}
