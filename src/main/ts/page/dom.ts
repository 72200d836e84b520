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
