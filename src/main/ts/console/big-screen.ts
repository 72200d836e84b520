/** `?big` in the address: tiles and groups alone, in large type, to hang on a wall. */
export function onBigScreen(): boolean {
  return new URLSearchParams(location.search).has('big');
}

/** Kept in the address, so that a wallboard comes back as one. */
export function showBig(big: boolean): void {
  document.documentElement.toggleAttribute('data-big', big);
  const url = new URL(location.href);
  url.search = big ? '?big' : '';
  if (url.href !== location.href) {
    history.replaceState(null, '', url);
  }
}
