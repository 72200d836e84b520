import { OWN_NONCE } from './script-url';

const loading = new Map<string, Promise<unknown>>();

/**
 * Loads a script at its first use.
 *
 * @param global where the script leaves what it is
 */
export function loadScript<T>(url: string, global: string): Promise<T> {
  const present = valueOf<T>(global);
  if (present) {
    return Promise.resolve(present);
  }
  const running = loading.get(url) ?? inject(url, global).finally(() => loading.delete(url));
  loading.set(url, running);
  return running as Promise<T>;
}

function inject(url: string, global: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const tag = document.createElement('script');
    tag.src = url;
    tag.nonce = OWN_NONCE;
    tag.onload = () => {
      const made = valueOf(global);
      return made ? resolve(made) : reject(new Error(`${url} is another script`));
    };
    tag.onerror = () => {
      tag.remove();
      reject(new Error(`${url} did not load`));
    };
    document.head.append(tag);
  });
}

function valueOf<T>(global: string): T | undefined {
  return (globalThis as Record<string, unknown>)[global] as T | undefined;
}
