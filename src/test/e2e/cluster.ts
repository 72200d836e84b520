import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePorts } from './free-ports.mjs';

const ROOT = new URL('../../../', import.meta.url).pathname;
const run = promisify(execFile);

export interface Cluster {
  /** One a node. */
  readonly urls: readonly string[];
  /** Outside callers dial 7001, and hang up by themselves. */
  callIn(count: number, seconds: number): Promise<void>;
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
    async callIn(count, seconds) {
      const how = ['--count', String(count), '--rate', '5', '--duration', String(seconds)];
      await script('call', '7001', ...how, '--data', join(dataDir, 'cluster'));
    },
    async stop() {
      await script('cluster', 'stop');
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
