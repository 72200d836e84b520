import { createHash } from 'node:crypto';
import { md5 } from 'js-md5';
import { describe, expect, it } from 'vitest';
import { clockText, shown } from '../../main/ts/page/shown';
import type { CurrentCall, Snapshot } from '../../main/ts/sdk/types';
import { SIGNED_OUT } from '../../main/ts/sdk/view';

const NOW = 1_700_000_100_000;
const IDLE: Snapshot = {
  ...SIGNED_OUT,
  signedIn: true,
  presence: 'NOT_READY',
  since: NOW - 65_000,
};
const CALL = { callId: 'c', popScreenNo: '13800001111', direction: 'INBOUND' } as CurrentCall;

describe('MD5', () => {
  it('of the demo password is the one of the document', () => {
    expect(md5('654321')).toBe('c33367701511b4f6020ec61ded352059');
  });

  it('is that of the UTF-8 bytes', () => {
    expect(md5('密码654321')).toBe(createHash('md5').update('密码654321').digest('hex'));
  });
});

describe('what the page shows', () => {
  it.each<[string, Partial<Snapshot>, object]>([
    ['signed out', { signedIn: false }, { text: 'stateOut', tone: 'off', clock: '' }],
    ['ready', { presence: 'READY' }, { text: 'stateReady', tone: 'ready', clock: '01:05' }],
    ['busy', { reason: 'busy' }, { text: 'stateBusy', reason: null }],
    ['at rest', { reason: 'rest' }, { text: 'stateRest', reason: null }],
    ['no answer', { reason: 'no_answer' }, { text: 'stateBusy', reason: 'no_answer' }],
    ["the site's reason", { reason: 'lunch' }, { text: 'stateBusy', reason: 'lunch' }],
    ['ringing', { work: 'RINGING', call: CALL }, { text: 'stateRinging', tone: 'ringing' }],
    ['dialling', { work: 'DIALING', call: CALL }, { text: 'stateDialing' }],
    ['talking', { work: 'TALKING', call: CALL }, { text: 'stateTalking', tone: 'talking' }],
    [
      'after the call',
      { presence: 'READY', readyAt: NOW + 9_000 },
      { text: 'stateWrapUp', clock: '00:09' },
    ],
  ])('%s', (_, state, expected) => {
    expect(shown({ ...IDLE, ...state }, NOW)).toMatchObject(expected);
  });

  it.each([
    [0, '00:00'],
    [-5_000, '00:00'],
    [59_999, '00:59'],
    [3_723_000, '1:02:03'],
  ])('%i ms are %s', (ms, text) => {
    expect(clockText(ms)).toBe(text);
  });
});
