import type { CurrentCall, Snapshot, User } from '../sdk/types';
import { button, byId, write } from './dom';
import { type Connection, clockText, shown } from './shown';
import { t, textOr } from './texts';

export interface Model {
  connection: Connection;
  user: User | null;
  state: Snapshot;
}

const COMMANDS = ['login', 'logout', 'ready', 'busy', 'rest', 'offhook', 'hangup'];
const PRESSED: Record<string, (state: Snapshot) => boolean> = {
  ready: (s) => s.signedIn && s.presence === 'READY',
  busy: (s) => s.signedIn && s.presence === 'NOT_READY' && s.reason !== 'rest',
  rest: (s) => s.signedIn && s.presence === 'NOT_READY' && s.reason === 'rest',
};

/** Puts the whole model on the page; called after each change and each second. */
export function render(model: Model): void {
  const now = Date.now();
  renderConnection(model);
  renderState(model, now);
  renderCall(model.state, now);
  renderButtons(model);
}

function renderConnection({ connection, user }: Model): void {
  byId('connection').dataset['connection'] = connection;
  write('connection-text', t(connection));
  byId('sign-in').hidden = user !== null;
  byId('desk').hidden = user === null;
  write('nickname', user?.nickname ?? '');
  write('extNo', user?.extNo ?? '–');
  write('avatar', (user?.nickname ?? '').slice(0, 1).toUpperCase());
}

function renderState({ connection, state }: Model, now: number): void {
  const { text, tone, reason, clock } = shown(state, now);
  const because = reason && textOr(`reason_${reason}`, reason);
  const words = because ? `${t(text)} · ${because}` : t(text);
  byId('state').dataset['tone'] = connection === 'connected' ? tone : 'off';
  write('state-text', words);
  write('state-clock', clock);
  write('next', state.next ? `${t('afterCall')} ${textOr(state.next, state.next)}` : '');
  const number = state.call && state.work === 'RINGING' ? ` ${state.call.popScreenNo}` : '';
  write('announce', connection === 'connected' ? words + number : t(connection));
  document.title = number ? `☎${number} – ctibar` : `${t(text)} – ctibar`;
}

function renderCall({ call, work, presence }: Snapshot, now: number): void {
  byId('call').dataset['call'] = call ? work.toLowerCase() : 'none';
  write('call-none', t(presence === 'READY' ? 'waitingForCalls' : 'noCall'));
  write('call-direction', call ? t(call.direction) : '');
  write('call-number', call?.popScreenNo ?? '');
  write('call-name', call?.displayName === call?.popScreenNo ? '' : (call?.displayName ?? ''));
  write('call-queue', call?.queue?.name ?? '–');
  write('call-asr', t(call?.enableAsr ? 'on' : 'off'));
  write('call-clock', call ? callClock(call, now) : '');
}

/** Until the answer the ringing counts, afterwards the talk. */
function callClock(call: CurrentCall, now: number): string {
  return clockText(now - (call.answeredAt ?? call.since));
}

function renderButtons({ connection, state }: Model): void {
  const may = (command: string) => connection === 'connected' && state.allowed.includes(command);
  COMMANDS.forEach((command) => enable(command, may(command)));
  enable('makecall', may('makecall') && byId<HTMLInputElement>('number').value.trim() !== '');
  show('login', !state.signedIn, 'logout');
  show('logout', state.signedIn, 'login');
  show('offhook', state.call !== null && state.allowed.includes('offhook'), 'hangup');
  show('hangup', state.call !== null, 'number');
  Object.entries(PRESSED).forEach(([id, pressed]) => {
    button(id).setAttribute('aria-pressed', String(pressed(state)));
  });
}

/** Not the `disabled` property: it would take the keyboard's place on the page away. */
function enable(id: string, possible: boolean): void {
  button(id).setAttribute('aria-disabled', String(!possible));
}

export function isEnabled(id: string): boolean {
  return !button(id).hidden && button(id).getAttribute('aria-disabled') !== 'true';
}

/** @param heir gets the keyboard when the hidden button had it */
function show(id: string, visible: boolean, heir: string): void {
  const had = document.activeElement === button(id);
  button(id).hidden = !visible;
  if (had && !visible) {
    byId(heir).hidden = false;
    byId(heir).focus();
  }
}
