const KEY = 'ctibar.browser';

/** The same for all tabs of a browser; where storage is refused, for this page only. */
export function browserId(): string {
  try {
    const kept = localStorage.getItem(KEY);
    if (kept) {
      return kept;
    }
    const made = uuid();
    localStorage.setItem(KEY, made);
    return made;
  } catch {
    return (pageOnly ??= uuid());
  }
}

let pageOnly: string | null = null;

/** `crypto.randomUUID` is missing on plain http pages. */
export function uuid(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] as number) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] as number) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (b) => b.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
