import { describe, expect, it } from 'vitest';
import type { Known } from '../../main/ts/sdk/missed';
import { missed, owedAfter } from '../../main/ts/sdk/missed';
import type { AgentEvent, EventFrame } from '../../main/ts/sdk/protocol';
import { isAgentEvent } from '../../main/ts/sdk/protocol';
import type { Snapshot } from '../../main/ts/sdk/types';
import { reduce, SIGNED_OUT } from '../../main/ts/sdk/view';
import { type Flow, flows } from './support/golden';

/** Before the after-call work of the golden files is over. */
const NOW = 1_689_322_500_000;
const LATER = NOW + 3_600_000;
const UNSEEN: Known = { view: SIGNED_OUT, owed: null, dials: false, user: null };

/** All that a page knows after each event of a golden conversation. */
function history(flow: Flow): { event: EventFrame; known: Known }[] {
  let known = UNSEEN;
  const all: { event: EventFrame; known: Known }[] = [];
  const asked = new Map<string, string>();
  for (const step of flow.steps) {
    if ('client' in step && step.client.type === 'command') {
      asked.set(step.client.id, step.client.command);
    } else if ('server' in step && step.server.type === 'welcome') {
      known = { ...known, user: step.server.user };
    } else if ('server' in step && step.server.type === 'reply') {
      asked.delete(step.server.id);
    } else if ('server' in step && step.server.type === 'event' && isAgentEvent(step.server)) {
      const view = reduce(known.view, step.server, NOW);
      const dials = [...asked.values()].includes('makecall');
      known = { ...known, view, owed: owedAfter(known.owed, step.server.event), dials };
      all.push({ event: step.server, known });
    }
  }
  return all;
}

function add(known: Known, events: readonly AgentEvent[], after: Snapshot): Known {
  const dialled = after.work === 'DIALING' || events.some((e) => e.event === 'onCalleeAnswer');
  return events.reduce((k, e) => {
    const allowed = e.event === 'onRing' && !dialled ? ['reject'] : after.allowed;
    const stamped = { ...e, revision: k.view.revision, allowed };
    return { ...k, view: reduce(k.view, stamped, NOW), owed: owedAfter(k.owed, e.event) };
  }, known);
}

/** To the platform a call is answered as soon as the own phone is. */
function asSnapshot({ view }: Known): Snapshot {
  const rung = view.work === 'DIALING' && !view.allowed.includes('offhook');
  return rung && view.call ? { ...view, call: { ...view.call, answeredAt: NOW } } : view;
}

/** Nothing but the time tells whether after-call work goes on. */
function timeOf({ event }: EventFrame): number {
  return event === 'onWrapUp' ? NOW : LATER;
}

/** What a page can see of it; when and how long is not compared. */
function seen({ signedIn, presence, reason, work, call }: Snapshot) {
  const { callId, popScreenNo, muted, heldBy, consult } = call ?? {};
  const party = { callId, popScreenNo, muted, heldBy, consult };
  const idle = work === 'RESERVED' ? 'IDLE' : work;
  return { signedIn, presence, reason: signedIn ? reason : null, work: idle, ...party };
}

/** Of these a snapshot says nothing, or more than they. */
const UNTOLD: ReadonlySet<string> = new Set(['onLogin', 'onSnapshot', 'onKicked']);
const told = flows.filter((flow) => history(flow).length > 0);

describe('in every golden conversation', () => {
  it.each(told)('$name: a snapshot of what is known tells nothing', (flow) => {
    history(flow).forEach(({ event, known }) => {
      const news = missed({ ...known, owed: null }, asSnapshot(known), NOW);
      expect(news, `after ${event.event}, revision ${event.revision}`).toEqual([]);
    });
  });

  it.each(told)('$name: what is told adds up to the snapshot, whatever was missed', (flow) => {
    const all = history(flow);
    all.forEach(({ known: before }, i) =>
      all.slice(i + 1).forEach(({ event, known: after }) => {
        const news = missed(before, asSnapshot(after), timeOf(event));
        const names = news.map((e) => e.event).join();
        const { view } = add(before, news, after.view);
        const from = `from revision ${before.view.revision} to ${event.revision}: ${names}`;
        expect(seen(view), from).toEqual(seen(after.view));
      }),
    );
  });

  it.each(told)('$name: one event missed is that event told', (flow) => {
    const all = [{ known: UNSEEN }, ...history(flow)];
    all.slice(1).forEach((next, i) => {
      const { event, known } = next as { event: EventFrame; known: Known };
      const before = all[i]?.known as Known;
      if (UNTOLD.has(event.event)) {
        return;
      }
      const names = missed(before, asSnapshot(known), timeOf(event)).map((e) => e.event);
      expect(names, `revision ${event.revision}`).toContain(event.event);
      expect(new Set(names).size).toBe(names.length);
    });
  });
});
