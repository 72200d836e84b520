import { button, byId } from './dom';
import { type Key, t } from './texts';

/** By place, not by letter: Alt makes other letters of them on some keyboards. */
const SHORTCUTS: Record<string, { id: string; keys: string; text: Key }> = {
  KeyA: { id: 'offhook', keys: 'Alt A', text: 'answer' },
  KeyH: { id: 'hangup', keys: 'Alt H', text: 'hangup' },
  KeyR: { id: 'ready', keys: 'Alt R', text: 'ready' },
  KeyB: { id: 'busy', keys: 'Alt B', text: 'busy' },
  KeyP: { id: 'rest', keys: 'Alt P', text: 'rest' },
  KeyD: { id: 'number', keys: 'Alt D', text: 'keyNumber' },
};

export function wireKeys(): void {
  document.addEventListener('keydown', (e) => {
    const shortcut = SHORTCUTS[e.code];
    if (!shortcut || !e.altKey || e.ctrlKey || e.metaKey || byId('desk').hidden) {
      return;
    }
    e.preventDefault();
    if (shortcut.id === 'number') {
      byId('number').focus();
    } else {
      button(shortcut.id).click();
    }
  });
}

export function listKeys(): void {
  const rows = Object.values(SHORTCUTS).map(({ keys, text }) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const key = document.createElement('kbd');
    const meaning = document.createElement('dd');
    key.textContent = keys;
    term.append(key);
    meaning.textContent = t(text);
    row.append(term, meaning);
    return row;
  });
  byId('keys').replaceChildren(...rows);
}
