import type { Call, Effect, Leg, Model, News, Step } from './model';
import { unchanged, withoutLeg } from './model';
import { reattachIfNeeded } from './step-reattach';

/** After these a call may be connected whose leg is out of reach. */
const LOOK_AFTER: ReadonlySet<string> = new Set(['onSnapshot', 'onAnswer']);

/** What the platform told: it knows better than SIP when a call is over. */
export function platform(m: Model, news: News): Step {
  const { model, effects } = moved(m, news);
  const muted = model.call?.muted ?? false;
  const heard: Effect[] = [...effects];
  if (muted !== (m.call?.muted ?? false)) {
    heard.push({ do: 'mute', muted });
  }
  if (news.event === 'onConnect' && m.line !== 'down') {
    heard.push({ do: 'refresh' }); // the network may have changed
  }
  return LOOK_AFTER.has(news.event)
    ? reattachIfNeeded(model, heard, news.event === 'onSnapshot')
    : { model, effects: heard };
}

function moved(m: Model, news: News): Step {
  const gone = news.over ?? (news.call === null ? m.call?.callId : undefined);
  const { model, effects } = gone === undefined ? unchanged(m) : over(m, gone);
  const call = news.call && { ...news.call, muted: mutedOf(model, news) };
  return {
    model: call ? named({ ...model, call }, model.call, call) : { ...model, call },
    effects,
  };
}

/** A transfer may give a call that goes on another name. */
function named(m: Model, before: Call | null, now: Call): Model {
  const was = before?.callId ?? now.callId;
  const legs = m.legs.map((l) => (belongs(l, was) ? { ...l, callId: now.callId } : l));
  return { ...m, legs };
}

function mutedOf(m: Model, news: News): boolean {
  const same = m.call?.callId === news.call?.callId;
  return news.muted ?? ((same && m.call?.muted) || false);
}

/** A leg that came without a call's name is of the call of now, but one that only rings may be of the next. */
function belongs(leg: Leg, callId: string): boolean {
  return leg.callId === null ? leg.state !== 'ringing' : leg.callId === callId;
}

function over(m: Model, callId: string): Step {
  const dead = m.legs.filter((l) => belongs(l, callId));
  const rest = dead.reduce((model, l) => withoutLeg(model, l.id), m);
  const ends = dead.map((l): Effect => ({ do: 'terminate', leg: l.id }));
  return m.call?.callId === callId
    ? { model: { ...rest, call: null, reattach: null }, effects: [CLEAR, ...ends] }
    : { model: rest, effects: ends };
}

const CLEAR: Effect = { do: 'clear', alarm: 'reattach' };
