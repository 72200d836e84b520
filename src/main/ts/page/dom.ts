export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id);
  if (!element) {
    throw new Error(`the page has no #${id}`);
  }
  return element as E;
}

export function button(id: string): HTMLButtonElement {
  return byId<HTMLButtonElement>(id);
}

/** Changes the text only where it differs: screen readers and selections stay in peace. */
export function write(id: string, text: string): void {
  const element = byId(id);
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Not the `disabled` property: it would take the keyboard's place on the page away. */
export function enable(id: string, possible: boolean): void {
  button(id).setAttribute('aria-disabled', String(!possible));
}

export function isEnabled(id: string): boolean {
  return !button(id).closest('[hidden]') && button(id).getAttribute('aria-disabled') !== 'true';
}
