import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.mjs';
import { type Caller, SimulatedSwitch } from './simulated-switch';

const ROOT = new URL('../../../', import.meta.url).pathname;
const run = promisify(execFile);

export interface Cluster {
  /** One a node. */
  readonly urls: readonly string[];
  /** Outside callers, until they hang up or somebody ends their calls. */
  callIn(...callers: Caller[]): Promise<void>;
  callersHangUp(): Promise<void>;
  /** Resolves once all calls have ended, by whomever. */
  callsEnd(): Promise<void>;
  stop(): Promise<void>;
}

/** Nodes, a switch and a database of their own. */
export async function startCluster(nodes: number): Promise<Cluster> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ctibar-e2e-'));
  const first = await freePorts(nodes);
  const env = { ...process.env, CTI_DATA_DIR: dataDir, CTI_HTTP_PORT: String(first) };
  const script = (name: string, ...args: string[]) =>
    run(join(ROOT, 'scripts', name), args, { cwd: ROOT, env });
  await script('cluster', String(nodes));
  const simulated = await SimulatedSwitch.of(join(dataDir, 'cluster'));
  const calls: string[] = [];
  return {
    urls: [...Array(nodes).keys()].map((n) => `http://127.0.0.1:${first + n}`),
    async callIn(...callers) {
      calls.push(...(await Promise.all(callers.map((it) => simulated.callIn(it)))));
    },
    async callersHangUp() {
      await Promise.all(calls.splice(0).map((uuid) => simulated.hangUp(uuid)));
    },
    async callsEnd() {
      await Promise.all(calls.splice(0).map((uuid) => simulated.end(uuid)));
    },
    async stop() {
      simulated.close();
      await script('cluster', 'stop');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
