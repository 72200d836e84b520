/** A text that outlives a reload of this tab; nothing more. */
export interface Kept {
  /** @param text null forgets it */
  keep(text: string | null): void;
  kept(): string | null;
}

export function keptAs(key: string): Kept {
  return {
    keep(text) {
      try {
        if (text === null) {
          sessionStorage.removeItem(key);
        } else {
          sessionStorage.setItem(key, text);
        }
      } catch {
        // not after a reload then
      }
    },
    kept() {
      try {
        return sessionStorage.getItem(key);
      } catch {
        return null;
      }
    },
  };
}
