// Builds webroot/dist from src/main/ts.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { sizesIn } from './sizes.mjs';

const ROOT = new URL('../../../../', import.meta.url).pathname;
const SRC = join(ROOT, 'src/main/ts');
const DIST = join(ROOT, 'webroot/dist');

const common = { bundle: true, minify: true, sourcemap: true, target: 'es2020', charset: 'utf8' };
const thanks = '/*! With JsSIP, debug, events and sdp-transform, each under the MIT licence */';
const consoleThanks =
  '/*! With Preact, SockJS and uPlot under the MIT licence, the event-bus bridge client of Vert.x under Apache-2.0 */';
// import.meta is empty outside modules, and script-url.ts knows that
const quiet = { logOverride: { 'empty-import-meta': 'silent' } };

async function bundles() {
  const iife = { ...common, ...quiet, format: 'iife' };
  await Promise.all([
    build({ ...iife, entryPoints: [`${SRC}/sdk/global.ts`], outfile: `${DIST}/ctibar.js` }),
    build({
      ...common,
      format: 'esm',
      entryPoints: [`${SRC}/sdk/index.ts`],
      outfile: `${DIST}/ctibar.mjs`,
    }),
    build({
      ...iife,
      entryPoints: [`${SRC}/sdk/sockjs.ts`],
      outfile: `${DIST}/ctibar-sockjs.js`,
      define: { global: 'globalThis' },
    }),
    build({
      ...iife,
      entryPoints: [`${SRC}/sdk/phone/entry.ts`],
      outfile: `${DIST}/ctibar-phone.js`,
      inject: [`${SRC}/sdk/phone/steady-globals.ts`],
      banner: { js: thanks },
      define: { global: 'globalThis' },
    }),
    build({ ...iife, entryPoints: [`${SRC}/page/main.ts`], outfile: `${DIST}/agent-bar.js` }),
    build({
      ...iife,
      entryPoints: [`${SRC}/console/main.tsx`],
      outfile: `${DIST}/console.js`,
      jsx: 'automatic',
      jsxImportSource: 'preact',
      banner: { js: consoleThanks },
      define: { global: 'globalThis' },
    }),
  ]);
}

/** One file of types: those of the public modules behind each other. */
function types() {
  const out = mkdtempSync(join(tmpdir(), 'ctibar-types-'));
  const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const emit = ['--declaration', '--emitDeclarationOnly', '--noEmit', 'false', '--outDir', out];
  execFileSync(process.execPath, [tsc, '-p', join(ROOT, 'tsconfig.types.json'), ...emit], {
    stdio: 'inherit',
  });
  const parts = ['error', 'phone-types', 'types', 'ctibar'].map((name) =>
    readFileSync(join(out, `${name}.d.ts`), 'utf8').replace(/^import [^;]*;\n/gm, ''),
  );
  const ends = ['export default Ctibar;', 'declare global {', '  interface Window {'];
  ends.push('    Ctibar: typeof Ctibar;', '  }', '}', '');
  writeFileSync(join(DIST, 'ctibar.d.ts'), parts.join('\n') + ends.join('\n'));
  rmSync(out, { recursive: true });
}

mkdirSync(DIST, { recursive: true });
await bundles();
types();
const { all, over } = sizesIn(DIST);
console.log(`kB after gzip, of the limit: ${all}`);
if (over) {
  console.error(
    `Too large after gzip: ${over} kB. Make it smaller, or raise its limit in sizes.mjs.`,
  );
  process.exitCode = 1;
}
