import { button, byId } from './dom';

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

/** @param changed called after each key, for what depends on the number */
export function wirePad(changed: () => void): void {
  const number = byId<HTMLInputElement>('number');
  const put = (text: string) => {
    number.value = text;
    changed();
  };
  byId('pad').replaceChildren(
    ...KEYS.map(([digit, letters]) => key(digit, letters, () => put(number.value + digit))),
  );
  button('erase').onclick = () => put(number.value.slice(0, -1));
  number.oninput = changed;
  number.onkeydown = (e) => {
    if (e.key === 'Escape') {
      put('');
    }
  };
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
