import { button, byId, isEnabled } from './dom';
import { type Key, t } from './texts';

/** By place, not by letter: Alt makes other letters of them on some keyboards. */
const SHORTCUTS: Record<string, readonly [id: string, text: Key][]> = {
  KeyA: [['offhook', 'answer']],
  KeyH: [
    ['hangup', 'hangup'],
    ['reject', 'reject'],
  ],
  KeyO: [
    ['hold', 'hold'],
    ['unhold', 'unhold'],
  ],
  KeyM: [
    ['mute', 'mute'],
    ['unmute', 'unmute'],
  ],
  KeyT: [
    ['transfer', 'transfer'],
    ['consultComplete', 'consultComplete'],
  ],
  KeyC: [
    ['consult', 'consult'],
    ['consultCancel', 'consultCancel'],
  ],
  KeyS: [['alternate', 'alternate']],
  KeyG: [['conference', 'conference']],
  KeyR: [['ready', 'ready']],
  KeyB: [['busy', 'busy']],
  KeyP: [['rest', 'rest']],
  KeyD: [['number', 'keyNumber']],
};

export function wireKeys(): void {
  document.addEventListener('keydown', (e) => {
    const shortcut = SHORTCUTS[e.code];
    if (!shortcut || !e.altKey || e.ctrlKey || e.metaKey || byId('desk').hidden) {
      return;
    }
    e.preventDefault();
    const [id] = shortcut.find(([id]) => isEnabled(id)) ?? [];
    if (id === 'number') {
      byId('number').focus();
    } else if (id) {
      button(id).click();
    }
  });
}

export function listKeys(): void {
  const rows = Object.entries(SHORTCUTS).map(([code, uses]) => {
    const row = document.createElement('div');
    const term = document.createElement('dt');
    const key = document.createElement('kbd');
    const meaning = document.createElement('dd');
    key.textContent = code.replace('Key', 'Alt ');
    term.append(key);
    meaning.textContent = uses.map(([, text]) => t(text)).join(' / ');
    row.append(term, meaning);
    return row;
  });
  byId('keys').replaceChildren(...rows);
}
