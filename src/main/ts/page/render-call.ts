import type { CurrentCall } from '../sdk/types';
import { byId, write } from './dom';
import type { Model, Note } from './model';
import { parties, type Party } from './parties';
import { clockText } from './shown';
import { about, t, textOr } from './texts';

export function renderCall({ state, note, user }: Model, now: number): void {
  const { call, work, presence } = state;
  byId('call').dataset['call'] = call ? work.toLowerCase() : 'none';
  write('call-none', t(presence === 'READY' ? 'waitingForCalls' : 'noCall'));
  write('call-direction', call ? t(call.direction) : '');
  write('call-number', call?.popScreenNo ?? '');
  write('call-name', call?.displayName === call?.popScreenNo ? '' : (call?.displayName ?? ''));
  write('call-queue', call?.queue?.name ?? '–');
  write('call-asr', t(call?.enableAsr ? 'on' : 'off'));
  write('call-clock', call ? callClock(call, now) : '');
  write('call-note', noteText(call, note));
  write('call-held', call?.heldBy ? t(`heldBy_${call.heldBy}`) : '');
  write('call-muted', call?.muted ? t('muted') : '');
  write('call-listened', listenedText(call));
  renderParties(parties(state), work === 'CONFERENCED', user?.extNo ?? '');
}

/** What happened last, else why the call came back. */
export function noteText(call: CurrentCall | null, note: Note | null): string {
  if (note) {
    return about(note.key, note.party);
  }
  return call?.reason ? t(call.reason) : '';
}

/** Empty where nobody listens, and where the site does not tell. */
export function listenedText(call: CurrentCall | null): string {
  const who = (call?.listeners ?? []).map(({ by, mode }) => `${by} (${textOr(mode, mode)})`);
  return who.length > 0 ? about('listened', who.join(', ')) : '';
}

/** Until the answer the ringing counts, afterwards the talk. */
function callClock(call: CurrentCall, now: number): string {
  return clockText(now - (call.answeredAt ?? call.since));
}

function renderParties(all: Party[], conference: boolean, extNo: string): void {
  byId('parties').hidden = all.length === 0;
  write('parties-heading', t(conference ? 'conferenceOfThree' : 'consultation'));
  const list = byId('party-list');
  while (list.childElementCount > all.length) {
    list.lastElementChild?.remove();
  }
  all.forEach((party, i) => {
    const row = list.children[i] ?? list.appendChild(document.createElement('li'));
    fill(row as HTMLElement, party, extNo);
  });
}

/** Changes only what differs, as `write` does. */
function fill(row: HTMLElement, { number, state }: Party, extNo: string): void {
  const name = number ?? `${t('you')} ${extNo}`;
  const words = t(`party_${state}`);
  if (row.dataset['state'] === state && row.textContent === name + words) {
    return;
  }
  const who = document.createElement('strong');
  const how = document.createElement('span');
  who.textContent = name;
  how.textContent = words;
  row.dataset['state'] = state;
  row.replaceChildren(who, how);
}
