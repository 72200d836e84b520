import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import type * as Sdk from '../../main/ts/sdk';

const ROOT = new URL('../../../', import.meta.url).pathname;
const DIST = join(ROOT, 'webroot/dist');
const BARE = { URL, TextEncoder, queueMicrotask, setTimeout, clearTimeout, Promise, Date };

describe('the built files', () => {
  it('ctibar.js leaves the class itself as the global', async () => {
    const page = createContext({ ...BARE });
    runInContext(readFileSync(join(DIST, 'ctibar.js'), 'utf8'), page);
    const refused = runInContext('new Ctibar({}, {}).initSDK()', page) as Promise<unknown>;
    await expect(refused).rejects.toMatchObject({ code: 1, name: 'BAD_REQUEST' });
    expect(Object.keys(page).filter((key) => !(key in BARE))).toEqual(['Ctibar']);
  });

  it('ctibar.mjs exports the same', async () => {
    const module = (await import(join(DIST, 'ctibar.mjs'))) as typeof Sdk;
    expect(module.default).toBe(module.Ctibar);
    await expect(new module.Ctibar({ url: '', token: '' }).login()).rejects.toBeInstanceOf(
      module.CtibarError,
    );
  });

  it('ctibar.d.ts stands by itself', () => {
    const use = `import Ctibar, { type CtibarCallbacks, CtibarError, ErrorCode, type Ring } from './ctibar.mjs';
      const bar = new Ctibar({ url: '/ws', token: 't' }, { onRing: (r: Ring) => r.popScreenNo });
      bar.makecall('1002').catch((e: CtibarError) => e.code === ErrorCode.BUSY);
      bar.transfer('2', 'to_queue').then(({ cause }) => cause.length);
      bar.consult('1002').then(({ callId }) => callId.length);
      export const told: CtibarCallbacks = {
        onConsult: ({ to, state, data }) => [to.length, state === 'customer_left', data['order']],
        onHold: ({ by }) => by === 'phone',
        onTransferred: ({ from }) => from.length,
      };
      bar.phone.use({ volume: 0.5 }).then(() => bar.phone.state.state === 'registered');
      new Ctibar({ url: '/ws', token: 't', phone: { type: 'webrtc', ringtone: false } });
      // @ts-expect-error an unknown kind of transfer
      bar.transfer('2', 'to_nowhere');`;
    expect(typeErrors({ 'use.ts': use, 'ctibar.d.mts': types() })).toBe('');
  }, 30_000);

  it('an event nobody handles is a type error', () => {
    const view = source('view.ts');
    const protocol = source('protocol.ts').replace(
      'export type AgentEvent =',
      "export type AgentEvent = | { event: 'onNew'; data: object }",
    );
    const rest = ['types', 'phone-types', 'error', 'unreachable', 'view-call'].map(
      (n): [string, string] => [`${n}.ts`, source(`${n}.ts`)],
    );
    const files = { ...Object.fromEntries(rest), 'view.ts': view, 'protocol.ts': protocol };
    expect(typeErrors(files)).toContain('view.ts');
  }, 30_000);
});

function types(): string {
  return readFileSync(join(DIST, 'ctibar.d.ts'), 'utf8');
}

function source(file: string): string {
  return readFileSync(join(ROOT, 'src/main/ts/sdk', file), 'utf8');
}

/** What tsc says of these files, strict. */
function typeErrors(files: Record<string, string>): string {
  const dir = mkdtempSync(join(tmpdir(), 'ctibar-types-'));
  try {
    Object.entries(files).forEach(([name, text]) => writeFileSync(join(dir, name), text));
    const config = {
      extends: join(ROOT, 'tsconfig.json'),
      compilerOptions: { types: [] },
      include: ['.'],
    };
    writeFileSync(join(dir, 'tsconfig.json'), JSON.stringify(config));
    execFileSync(process.execPath, [join(ROOT, 'node_modules/typescript/bin/tsc'), '-p', dir]);
    return '';
  } catch (e) {
    return String((e as { stdout?: unknown }).stdout);
  } finally {
    rmSync(dir, { recursive: true });
  }
}
