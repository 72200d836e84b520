import { describe, expect, it } from 'vitest';
import type { AgentEvent } from '../../main/ts/sdk/protocol';
import { reduce, SIGNED_OUT } from '../../main/ts/sdk/view';
import type { Snapshot } from '../../main/ts/sdk/types';
import { flows, serverFrame } from './support/golden';

const NOW = 1_700_000_000_000;

function fold(name: string, upTo: string): Snapshot {
  const flow = flows.find((f) => f.name === `flow-${name}`);
  let view = SIGNED_OUT;
  for (const step of flow?.steps ?? []) {
    if ('server' in step && step.server.type === 'event') {
      const frame = step.server;
      view = reduce(view, { ...frame, ...(frame as unknown as AgentEvent) }, NOW);
      if (frame.event === upTo) {
        break;
      }
    }
  }
  return view;
}

/** A call of 13800001111 in which 1002 is consulted, and what came of it. */
function consulted(...frames: string[]): Snapshot {
  const talking = fold('inbound-call', 'onAnswer');
  return frames.reduce((view, name, i) => {
    const frame = { ...serverFrame<'event'>(name), revision: view.revision + i };
    return reduce(view, { ...frame, ...(frame as unknown as AgentEvent) }, NOW);
  }, talking);
}

describe('what the events add up to', () => {
  it.each([
    ['sign-in', 'onLogin', { signedIn: true, presence: 'NOT_READY', reason: 'login' }],
    ['sign-in', 'onReady', { presence: 'READY', reason: null }],
    ['sign-in', 'onBusy', { presence: 'NOT_READY', reason: 'busy' }],
    ['sign-in', 'onRest', { presence: 'NOT_READY', reason: 'rest' }],
    ['sign-in', 'onLogout', { signedIn: false, presence: 'LOGGED_OUT' }],
    ['inbound-call', 'onRing', { work: 'RINGING', call: { popScreenNo: '13800001111' } }],
    ['inbound-call', 'onAnswer', { work: 'TALKING', call: { answeredAt: NOW } }],
    ['inbound-call', 'onPending', { work: 'TALKING', next: 'busy' }],
    ['inbound-call', 'onHangup', { work: 'IDLE', next: null, call: null }],
    ['inbound-call', 'onWrapUp', { readyAt: 1689322530000 }],
    ['outbound-call', 'onRing', { work: 'DIALING', call: { direction: 'OUTBOUND' } }],
    ['outbound-call', 'onAnswer', { work: 'DIALING', call: { answeredAt: null } }], // own phone only
    ['outbound-call', 'onCalleeAnswer', { work: 'TALKING', call: { answeredAt: NOW } }],
    ['outbound-busy', 'onHangup', { work: 'IDLE', call: null }],
    ['reload-in-call', 'onSnapshot', { work: 'TALKING', next: 'busy', presence: 'READY' }],
    ['kicked', 'onKicked', { signedIn: false, allowed: [] }],
    ['hold', 'onHold', { work: 'HELD', call: { heldBy: 'agent' } }],
    ['hold', 'onUnhold', { work: 'TALKING', call: { heldBy: null } }],
    ['mute', 'onMute', { work: 'TALKING', call: { muted: true } }],
    ['consult-complete', 'onHangup', { work: 'IDLE', call: null }],
    ['conference', 'onConference', { work: 'CONFERENCED', call: { consult: { to: '1002' } } }],
    ['transfer-recall', 'onHangup', { work: 'IDLE', call: null }],
    ['reload-in-consultation', 'onSnapshot', { work: 'CONSULTING', call: { muted: true } }],
    ['reload-in-consultation', 'onMute', { work: 'CONSULTING', call: { muted: false } }],
    [
      'transfer-target',
      'onTransferred',
      { work: 'TALKING', call: { popScreenNo: '13800001111', direction: 'INBOUND' } },
    ],
  ])('%s up to %s', (flow, upTo, expected) => {
    expect(fold(flow, upTo)).toMatchObject(expected);
  });

  it.each<[string[], object]>([
    [['ringing'], { work: 'CONSULTING', call: { consult: { to: '1002', state: 'ringing' } } }],
    [['ringing', 'talking'], { work: 'CONSULTING', call: { consult: { state: 'talking' } } }],
    [['talking', 'held'], { work: 'CONSULTING', call: { consult: { state: 'held' } } }],
    [['held', 'ended'], { work: 'TALKING', call: { consult: null, popScreenNo: '13800001111' } }],
    [
      ['talking', 'the customer left'],
      { work: 'TALKING', call: { consult: null, popScreenNo: '1002', direction: 'INTERNAL' } },
    ],
    [
      ['ringing', 'the customer left'],
      { work: 'DIALING', call: { popScreenNo: '1002', answeredAt: null } },
    ],
  ])('a consultation: %s', (states, expected) => {
    const names = states.map((s) => (s.includes(' ') ? `onConsult, ${s}` : `onConsult ${s}`));
    expect(consulted(...names)).toMatchObject(expected);
  });

  it('one who was left alone with a ringing colleague talks when it answers', () => {
    const left = ['onConsult ringing', 'onConsult, the customer left', 'onCalleeAnswer'];
    expect(consulted(...left)).toMatchObject({ work: 'TALKING', call: { answeredAt: NOW } });
  });

  it('a consultation from hold takes the call off hold, a conference over leaves two', () => {
    const held = consulted('onHold', 'onConsult talking');
    expect(held).toMatchObject({ work: 'CONSULTING', call: { heldBy: null } });
    const two = consulted('onConsult talking', 'onConference begun', 'onConference ended');
    expect(two).toMatchObject({ work: 'TALKING', call: { consult: null } });
  });

  it('a party handed over while the phone still rings goes on ringing', () => {
    const ringing = fold('transfer-target', 'onRing');
    const frame = { ...serverFrame<'event'>('onTransferred'), revision: ringing.revision };
    const view = reduce(ringing, { ...frame, ...(frame as unknown as AgentEvent) }, NOW);
    expect(view).toMatchObject({ work: 'RINGING', call: { popScreenNo: '13800001111' } });
  });

  it('a call that comes back tells why', () => {
    const frame = { ...serverFrame<'event'>('onRing, a transfer failed'), revision: 1 };
    const view = reduce(SIGNED_OUT, { ...frame, ...(frame as unknown as AgentEvent) }, NOW);
    expect(view.call).toMatchObject({ reason: 'transfer_failed', muted: false });
  });

  it('knows who listens, until nobody does', () => {
    const talks = fold('mute', 'onMute');
    const frame = serverFrame<'event'>('onListened') as unknown as AgentEvent & { data: object };
    const at = (revision: number, listeners: object[]) =>
      ({ ...frame, revision, allowed: [], data: { ...frame.data, listeners } }) as never;
    const whispers = [{ by: 'supervisor', mode: 'whisper' }];
    const heard = reduce(talks, at(talks.revision + 1, whispers), NOW);
    expect(heard).toMatchObject({ work: 'TALKING', call: { listeners: whispers } });
    expect(reduce(heard, at(talks.revision + 2, []), NOW).call?.listeners).toEqual([]);
  });

  it('a call from an extension rings, one to an extension dials', () => {
    const ring = serverFrame<'event'>('onRing internal');
    const at = (allowed: string[]) => {
      const event = { ...ring, allowed } as unknown as AgentEvent;
      return reduce(SIGNED_OUT, { ...event, revision: 1, allowed }, NOW).work;
    };
    expect(at(['offhook', 'hangup', 'reject'])).toBe('RINGING');
    expect(at(['offhook', 'hangup'])).toBe('DIALING');
  });

  it('an older revision changes nothing', () => {
    const newer = { ...SIGNED_OUT, revision: 9 };
    const event = serverFrame<'event'>('onReady') as unknown as AgentEvent;
    expect(reduce(newer, { ...event, revision: 8, allowed: [] }, NOW)).toBe(newer);
  });
});
