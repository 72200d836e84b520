import type { Effect, Model, Step } from './model';
import { changeLeg, unchanged, withoutLeg } from './model';
import type { IncomingLeg } from './softphone';
import { endSilent, isGivenUp, reattachIfNeeded } from './step-reattach';

/** The platform may tell of a call before its INVITE is here. */
const INVITE_WITHIN_MS = 2_000;

export function incoming(m: Model, { id, callId, autoAnswer, reattach }: IncomingLeg): Step {
  const leg = { id, callId, reattach, state: 'ringing', link: 'alive' } as const;
  const model: Model = { ...m, legs: [...m.legs, leg] };
  return autoAnswer || m.waiting.length > 0 ? answer(model, id) : unchanged(model);
}

function answer(m: Model, id: string): Step {
  const taken = m.waiting.map((request): Effect => ({ do: 'offhook', request, taken: true }));
  return {
    model: { ...changeLeg(m, id, { state: 'answering' }), waiting: [] },
    effects: [{ do: 'clear', alarm: 'offhook' }, { do: 'answer', leg: id }, ...taken],
  };
}

/** Somebody wants the call answered: in this tab or, if this one has the audio, in another. */
export function offhook(m: Model, request: string): Step {
  const asked: Model = { ...m, waiting: [...m.waiting, request] };
  const ringing = m.legs.find((l) => l.state === 'ringing');
  if (ringing) {
    return answer(asked, ringing.id);
  }
  if (m.audio === 'mine' && m.line === 'registered' && m.call?.rings) {
    return { model: asked, effects: [{ do: 'set', alarm: 'offhook', afterMs: INVITE_WITHIN_MS }] };
  }
  return { model: m, effects: [{ do: 'offhook', request, taken: false }] };
}

export function noInvite(m: Model): Step {
  return {
    model: { ...m, waiting: [] },
    effects: m.waiting.map((request) => ({ do: 'offhook', request, taken: false })),
  };
}

/** From now on the other legs are ghosts, whose BYE could end the call at the switch. */
export function talking(m: Model, id: string): Step {
  const leg = m.legs.find((l) => l.id === id);
  if (!leg) {
    return unchanged(m);
  }
  const ghosts = m.legs.filter((l) => l.id !== id && (leg.reattach || l.link !== 'alive'));
  const callId = leg.callId ?? m.call?.callId ?? null;
  const model = changeLeg(m, id, { state: 'talking', callId });
  const effects: Effect[] = ghosts.map((l) => ({ do: 'forget', leg: l.id }));
  return {
    model: ghosts.reduce((rest, l) => withoutLeg(rest, l.id), model),
    effects: [...effects, { do: 'mute', muted: m.call?.muted ?? false }],
  };
}

export function ended(m: Model, id: string): Step {
  return unchanged(withoutLeg(m, id));
}

/** A call that the platform still has gets a new leg; the old one stays until that talks. */
export function failed(m: Model, id: string): Step {
  const leg = m.legs.find((l) => l.id === id);
  if (!leg) {
    return unchanged(m);
  }
  const silent = changeLeg(m, id, { link: 'silent' });
  if (!m.call?.connected || isGivenUp(m)) {
    return endSilent(silent, []);
  }
  return reattachIfNeeded(silent, []);
}
