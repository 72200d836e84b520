/** Read while the script runs: afterwards the browser no longer tells where it came from. */
const OWN_URL = ownUrl();

/** Of the content security policy of a page that admits its scripts by a nonce. */
export const OWN_NONCE = ownNonce();

/** Where `ctibar-sockjs.js` and `ctibar-phone.js` lie: beside the file this code came in. */
export function scriptUrl(name: string): string | undefined {
  return OWN_URL && new URL(name, OWN_URL).href;
}

function ownUrl(): string | undefined {
  if (typeof document !== 'undefined' && document.currentScript instanceof HTMLScriptElement) {
    return document.currentScript.src || undefined;
  }
  const module = import.meta.url as string | undefined;
  return module?.startsWith('http') ? module : undefined;
}

/** A module does not know its own tag: that of another script of the page stands in. */
function ownNonce(): string {
  if (typeof document === 'undefined') {
    return '';
  }
  const own = document.currentScript ?? document.querySelector<HTMLScriptElement>('script[nonce]');
  return own?.nonce ?? '';
}
