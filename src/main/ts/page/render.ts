import { byId, write } from './dom';
import type { Model } from './model';
import { renderButtons } from './render-buttons';
import { phoneProblem, renderPhone } from './render-phone';
import { listenedText, noteText, renderCall } from './render-call';
import { shown } from './shown';
import { t, textOr } from './texts';

/** Puts the whole model on the page; called after each change and each second. */
export function render(model: Model): void {
  const now = Date.now();
  renderConnection(model);
  renderState(model, now);
  renderCall(model, now);
  renderPhone(model);
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

function renderState(model: Model, now: number): void {
  const { connection, state } = model;
  const { text, tone, reason, clock } = shown(state, now);
  const because = reason && textOr(`reason_${reason}`, reason);
  const words = because ? `${t(text)} · ${because}` : t(text);
  byId('state').dataset['tone'] = connection === 'connected' ? tone : 'off';
  write('state-text', words);
  write('state-clock', clock);
  write('next', state.next ? `${t('afterCall')} ${textOr(state.next, state.next)}` : '');
  const number = state.call && state.work === 'RINGING' ? ` ${state.call.popScreenNo}` : '';
  write(
    'announce',
    connection === 'connected' ? announcement(model, words + number) : t(connection),
  );
  document.title = number ? `☎${number} – ctibar` : `${t(text)} – ctibar`;
}

/** What nobody should have to look for. */
function announcement(model: Model, words: string): string {
  const { state, note } = model;
  const consult = state.call?.consult;
  const parts = [
    words,
    consult && `${consult.to}: ${t(`party_${consult.state}`)}`,
    state.call?.muted && t('muted'),
    listenedText(state.call),
    noteText(state.call, note),
    phoneProblem(model),
  ];
  return parts.filter(Boolean).join(' · ');
}
