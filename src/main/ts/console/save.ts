/** Lets the browser save a file as if it had been downloaded. */
export function save(file: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** Browsers begin to read after the click. */
const KEPT_MS = 60_000;
