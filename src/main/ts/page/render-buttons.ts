import type { Snapshot, Work } from '../sdk/types';
import { button, byId, enable, write } from './dom';
import type { Model } from './model';
import { renderHandover } from './handover';
import { padSends } from './pad';
import { type Key, t } from './texts';

const PRESENCES = ['ready', 'busy', 'rest'];
const PRESSED: Record<string, (state: Snapshot) => boolean> = {
  ready: (s) => s.signedIn && s.presence === 'READY',
  busy: (s) => s.signedIn && s.presence === 'NOT_READY' && s.reason !== 'rest',
  rest: (s) => s.signedIn && s.presence === 'NOT_READY' && s.reason === 'rest',
};
const TALK: readonly Work[] = ['TALKING', 'HELD', 'CONSULTING', 'CONFERENCED'];
const HANG_UP: Partial<Record<Work, Key>> = {
  CONSULTING: 'hangupConsulting',
  CONFERENCED: 'hangupConference',
};

/** Those of a call appear as they are allowed; these stay where they are, and wait. */
const SEEN: Record<string, (state: Snapshot) => boolean> = {
  login: (s) => !s.signedIn,
  logout: (s) => s.signedIn,
  hangup: (s) => s.call !== null && !s.allowed.includes('reject'),
  mute: (s) => TALK.includes(s.work) && !s.call?.muted,
  unmute: (s) => TALK.includes(s.work) && s.call?.muted === true,
};
const OF_A_CALL = [
  ...['offhook', 'reject', 'hold', 'unhold', 'transfer', 'consult'],
  ...['consultComplete', 'consultCancel', 'alternate', 'conference'],
];

/** Who takes the keyboard's place on the page when its button goes. */
const HEIRS: Record<string, string> = {
  ...{ login: 'logout', logout: 'login', hold: 'unhold', unhold: 'hold' },
  ...{ mute: 'unmute', unmute: 'mute', hangup: 'number' },
};

export function renderButtons(model: Model): void {
  const { connection, state, asking } = model;
  const keyboard = document.activeElement;
  const may = (command: string) => connection === 'connected' && state.allowed.includes(command);
  PRESENCES.forEach((id) => enable(id, may(id)));
  Object.entries(SEEN).forEach(([id, seen]) => place(id, seen(state), may(id)));
  OF_A_CALL.forEach((id) => place(id, state.call !== null && state.allowed.includes(id), may(id)));
  enable('makecall', may('makecall') && byId<HTMLInputElement>('number').value.trim() !== '');
  write('hangup-text', t(HANG_UP[state.work] ?? 'hangup'));
  renderHandover(asking, asking !== null && may(asking));
  padSends(may('dtmf') ? (state.call?.callId ?? null) : null);
  Object.entries(PRESSED).forEach(([id, pressed]) => {
    button(id).setAttribute('aria-pressed', String(pressed(state)));
  });
  passOn(keyboard);
}

function place(id: string, seen: boolean, possible: boolean): void {
  button(id).hidden = !seen;
  enable(id, possible);
}

/** Nothing that a second Enter would do harm with. */
function passOn(keyboard: Element | null): void {
  const moved = ![keyboard, document.body].includes(document.activeElement);
  if (moved || !keyboard?.closest('#desk [hidden]')) {
    return;
  }
  const heirs = [HEIRS[keyboard.id], 'consult', 'mute', 'unmute', 'hangup', 'reject', 'number'];
  const heir = heirs.find((id) => id && !byId(id).closest('[hidden]'));
  byId(heir ?? 'number').focus();
}
