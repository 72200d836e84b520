// @vitest-environment happy-dom
import { createHash } from 'node:crypto';
import { md5 } from 'js-md5';
import { describe, expect, it } from 'vitest';
import { type Model, NO_PHONE, settled } from '../../main/ts/page/model';
import { parties } from '../../main/ts/page/parties';
import { choiceIn } from '../../main/ts/page/phone-choice';
import { listenedText } from '../../main/ts/page/render-call';
import { phoneShown } from '../../main/ts/page/phone-shown';
import { serverFor } from '../../main/ts/page/server';
import { clockText, shown } from '../../main/ts/page/shown';
import { en, type Key } from '../../main/ts/page/texts-en';
import { zh } from '../../main/ts/page/texts-zh';
import type { PhoneState } from '../../main/ts/sdk/phone-types';
import type { ConsultState, CurrentCall, Snapshot, Work } from '../../main/ts/sdk/types';
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

describe('the server that the page talks to', () => {
  const OWN = 'http://cti.example.org:9999';
  const LISTED = ['https://cti2.example.org', 'https://CTI3.example.org:443'];

  it.each([
    [null, OWN],
    [OWN, OWN],
    ['https://cti2.example.org', 'https://cti2.example.org'],
    ['https://cti2.example.org/any/page?x=1', 'https://cti2.example.org'],
    ['https://cti3.example.org', 'https://cti3.example.org'],
  ])('is a known one: %s', (asked, origin) => {
    expect(serverFor(asked, OWN, LISTED)).toEqual({ origin, refused: false });
  });

  it.each([
    '',
    'elsewhere',
    'http://elsewhere',
    'http://cti2.example.org', // not the listed scheme
    'https://cti2.example.org:8443',
    'https://cti2.example.org@elsewhere',
    'https://cti2.example.org.elsewhere',
    'https://elsewhere/https://cti2.example.org',
    '//cti2.example.org',
    'javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'null',
  ])('is its own where the address asks for %s', (asked) => {
    expect(serverFor(asked, OWN, LISTED)).toEqual({ origin: OWN, refused: true });
  });

  it.each([null, 'https://elsewhere', { 0: 'https://elsewhere' }, [null, 7, {}, 'null'], ['*']])(
    'is its own where the list is %j',
    (listed) => {
      expect(serverFor('https://elsewhere', OWN, listed)).toEqual({ origin: OWN, refused: true });
    },
  );
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
    ['on hold', { work: 'HELD', call: CALL }, { text: 'stateHeld', tone: 'held' }],
    ['consulting', { work: 'CONSULTING', call: CALL }, { text: 'stateConsulting' }],
    ['in a conference', { work: 'CONFERENCED', call: CALL }, { text: 'stateConference' }],
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

describe('who listens', () => {
  it('is told by name and how', () => {
    const heard = { ...CALL, listeners: [{ by: 'supervisor', mode: 'whisper' }] };
    expect(listenedText(heard)).toBe(
      `${en.listened.replace('{party}', '')}supervisor (${en.whisper})`,
    );
    expect(listenedText({ ...CALL, listeners: [] })).toBe('');
    expect(listenedText(CALL)).toBe('');
    expect(listenedText(null)).toBe('');
  });
});

describe('the parties of a call', () => {
  const consulting = (work: Work, state: ConsultState) =>
    parties({ ...IDLE, work, call: { ...CALL, consult: { to: '1002', state } } }).map(
      ({ number, state: how }) => `${number ?? 'you'} ${how}`,
    );

  it.each<[Work, ConsultState, string[]]>([
    ['CONSULTING', 'ringing', ['13800001111 held', '1002 ringing']],
    ['CONSULTING', 'talking', ['13800001111 held', '1002 talking']],
    ['CONSULTING', 'held', ['13800001111 talking', '1002 held']],
    ['CONFERENCED', 'talking', ['you talking', '13800001111 talking', '1002 talking']],
  ])('%s, %s', (work, state, expected) => {
    expect(consulting(work, state)).toEqual(expected);
  });

  it('are shown by themselves only where there are several', () => {
    expect(parties({ ...IDLE, work: 'TALKING', call: CALL })).toEqual([]);
    expect(parties(IDLE)).toEqual([]);
  });
});

describe('what a change leaves', () => {
  const MODEL: Model = {
    connection: 'connected',
    user: null,
    phone: NO_PHONE,
    state: { ...IDLE, work: 'TALKING', call: CALL, allowed: ['transfer'] },
    asking: 'transfer',
    note: { key: 'handedOver', party: '1002' },
  };

  it('a form that can still be sent, and the note of the call', () => {
    expect(settled(MODEL)).toEqual(MODEL);
  });

  it('no form for what is possible no longer, no note of a call that is over', () => {
    expect(settled({ ...MODEL, state: IDLE })).toMatchObject({ asking: null, note: null });
    expect(settled({ ...MODEL, asking: 'consult' }).asking).toBe(null);
  });
});

describe('the phone in the page', () => {
  it.each<[PhoneState, string | null, object | null]>([
    ['off', null, null],
    ['starting', null, { text: 'phone_starting', canRetry: false }],
    ['registered', null, { text: 'phone_registered', tone: 'good' }],
    ['elsewhere', null, { text: 'phone_elsewhere', canRetry: false }],
    ['autoplay_blocked', null, { text: 'phone_autoplay_blocked', tone: 'bad' }],
    ['unreachable', 'connection_lost', { text: 'phone_unreachable', canRetry: true }],
    ['no_microphone', 'denied', { text: 'microphone_denied', canRetry: true }],
    ['no_microphone', 'in_use', { text: 'microphone_in_use', canRetry: true }],
    ['no_microphone', 'SomeNewError', { text: 'microphone_not_found', canRetry: true }],
  ])('%s %s', (state, reason, expected) => {
    const shown = phoneShown({ state, reason });
    expect(shown).toEqual(expected && expect.objectContaining(expected));
  });

  it.each<[unknown, object]>([
    [null, {}],
    ['loud', {}],
    [{ input: 7, output: 'headset', volume: 2 }, { output: 'headset' }],
    [
      { input: '', volume: 0, more: true },
      { input: '', volume: 0 },
    ],
  ])('of what is remembered as %j it believes what can be', (stored, expected) => {
    expect(choiceIn(stored)).toEqual(expected);
  });
});

describe('the texts', () => {
  it('are there in both languages, and speak of the same things', () => {
    expect(Object.keys(zh)).toEqual(Object.keys(en));
    Object.entries(en).forEach(([key, text]) => {
      expect(zh[key as Key].includes('{party}')).toBe(text.includes('{party}'));
    });
  });
});
