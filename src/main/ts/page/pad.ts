import { button, byId } from './dom';
import { type Key, t } from './texts';

const KEYS: readonly (readonly [digit: string, letters: string])[] = [
  ['1', ''],
  ['2', 'ABC'],
  ['3', 'DEF'],
  ['4', 'GHI'],
  ['5', 'JKL'],
  ['6', 'MNO'],
  ['7', 'PQRS'],
  ['8', 'TUV'],
  ['9', 'WXYZ'],
  ['*', ''],
  ['0', '+'],
  ['#', ''],
];

export interface PadUse {
  /** After each key, for what depends on the number. */
  changed(): void;
  /** @returns whether the other party was sent that tone */
  tone(digit: string): Promise<boolean>;
}

/** The call that the keys send tones to; null: they write the number to call. */
let sendsTo: string | null = null;
/** The number that was there before the call, and the tones of the last call. */
let written = '';
let sent = { callId: '', tones: '' };

export function wirePad(use: PadUse): void {
  const press = (digit: string) => (sendsTo ? void send(digit, sendsTo, use) : put(use, digit));
  byId('pad').replaceChildren(
    ...KEYS.map(([digit, letters]) => key(digit, letters, () => press(digit))),
  );
  button('erase').onclick = () => rewrite(use, field().value.slice(0, -1));
  field().oninput = () => use.changed();
  field().onkeydown = (e) => {
    if (e.key === 'Escape' && !sendsTo) {
      rewrite(use, '');
    }
    if (sendsTo && /^[0-9*#]$/.test(e.key) && !e.altKey && !e.ctrlKey && !e.metaKey) {
      press(e.key);
    }
  };
}

/** In a call the field shows the tones that were sent, and gets its number back afterwards. */
export function padSends(callId: string | null): void {
  const number = field();
  if (callId !== sendsTo) {
    written = sendsTo === null ? number.value : written;
    number.value = callId === null ? written : tonesOf(callId);
    sendsTo = callId;
  }
  number.readOnly = sendsTo !== null;
  button('erase').hidden = sendsTo !== null;
  call(number, 'aria-label', sendsTo ? 'tones' : 'number');
  call(number, 'placeholder', sendsTo ? 'tonesHint' : 'number');
}

async function send(digit: string, callId: string, use: PadUse): Promise<void> {
  if (!(await use.tone(digit))) {
    return;
  }
  sent = { callId, tones: tonesOf(callId) + digit };
  if (sendsTo === callId) {
    field().value = sent.tones;
    field().scrollLeft = field().scrollWidth;
  }
}

function tonesOf(callId: string): string {
  return sent.callId === callId ? sent.tones : '';
}

function put(use: PadUse, digit: string): void {
  rewrite(use, field().value + digit);
}

function rewrite(use: PadUse, text: string): void {
  field().value = text;
  use.changed();
}

function call(number: HTMLInputElement, attribute: string, key: Key): void {
  if (number.getAttribute(attribute) !== t(key)) {
    number.setAttribute(attribute, t(key));
  }
}

function field(): HTMLInputElement {
  return byId<HTMLInputElement>('number');
}

function key(digit: string, letters: string, press: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  const small = document.createElement('small');
  made.type = 'button';
  small.textContent = letters;
  small.ariaHidden = 'true';
  made.append(digit, small);
  made.onclick = press;
  return made;
}
