import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** What a page loads, kB (1000 bytes) after gzip: about 5 % more than when the limit was set. */
const LIMITS_KB = {
  'ctibar.js': 13,
  'ctibar.mjs': 13,
  'ctibar-sockjs.js': 18,
  'ctibar-phone.js': 68,
  'agent-bar.js': 16,
  'console.js': 89,
};

/** @returns all sizes in one line, and those over their limits in another, empty where none is */
export function sizesIn(folder) {
  const sizes = Object.entries(LIMITS_KB).map(([file, limitKb]) => {
    const kb = gzipSync(readFileSync(join(folder, file))).length / 1_000;
    return { isOver: kb > limitKb, text: `${file} ${kb.toFixed(1)}/${limitKb}` };
  });
  const texts = (some) => some.map(({ text }) => text).join(', ');
  return { all: texts(sizes), over: texts(sizes.filter(({ isOver }) => isOver)) };
}
