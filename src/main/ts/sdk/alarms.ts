/** Named one-shot timers; setting a name again replaces it. */
export interface Alarms {
  set(name: string, afterMs: number, ring: () => void): void;
  clear(name: string): void;
  clearAll(): void;
}

/** @param after starts a timer and returns how to stop it */
export function alarms(after: (ms: number, ring: () => void) => () => void): Alarms {
  const running = new Map<string, () => void>();
  const clear = (name: string) => {
    running.get(name)?.();
    running.delete(name);
  };
  return {
    set(name, afterMs, ring) {
      clear(name);
      const once = () => {
        running.delete(name);
        ring();
      };
      running.set(name, after(afterMs, once));
    },
    clear,
    clearAll: () => [...running.keys()].forEach(clear),
  };
}

/** By name of the page's own: in `ctibar-phone.js` the bare ones are others. */
export function pageTimer(ms: number, ring: () => void): () => void {
  const timer = globalThis.setTimeout(ring, ms);
  return () => globalThis.clearTimeout(timer);
}
