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
  ])('%s up to %s', (flow, upTo, expected) => {
    expect(fold(flow, upTo)).toMatchObject(expected);
  });

  it('a call from an extension rings, one to an extension dials', () => {
    const ring = serverFrame<'event'>('onRing internal');
    const at = (allowed: string[]) => {
      const event = { ...ring, allowed } as unknown as AgentEvent;
      return reduce(SIGNED_OUT, { ...event, revision: 1, allowed }, NOW).work;
    };
    expect(at(['offhook', 'hangup'])).toBe('RINGING');
    expect(at(['hangup'])).toBe('DIALING');
  });

  it('an older revision changes nothing', () => {
    const newer = { ...SIGNED_OUT, revision: 9 };
    const event = serverFrame<'event'>('onReady') as unknown as AgentEvent;
    expect(reduce(newer, { ...event, revision: 8, allowed: [] }, NOW)).toBe(newer);
  });
});
