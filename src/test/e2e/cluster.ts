import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.mjs';

const ROOT = new URL('../../../', import.meta.url).pathname;
const run = promisify(execFile);

/** Somebody whose name and number do not matter, who dials 7001, unless it is said. */
export interface Caller {
  from?: string;
  name?: string;
  to?: string;
}

export interface Cluster {
  /** One a node. */
  readonly urls: readonly string[];
  /** Outside callers, who hang up by themselves. */
  callIn(count: number, seconds: number, caller?: Caller): Promise<void>;
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
  return {
    urls: [...Array(nodes).keys()].map((n) => `http://127.0.0.1:${first + n}`),
    async callIn(count, seconds, { from, name, to = '7001' } = {}) {
      const how = ['--count', String(count), '--rate', '5', '--duration', String(seconds)];
      const who = [...(from ? ['--from', from] : []), ...(name ? ['--name', name] : [])];
      await script('call', to, ...how, ...who, '--data', join(dataDir, 'cluster'));
    },
    async stop() {
      await script('cluster', 'stop');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
