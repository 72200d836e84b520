import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePorts } from './free-ports.mjs';
import { SimulatedSwitch } from './simulated-switch';
import type { Site } from './site';

const ROOT = new URL('../../../', import.meta.url).pathname;
const JAR = join(ROOT, 'target/ctibar.jar');
const START_WITHIN_MS = 90_000;

/**
 * A node of its own, or the one at `CTI_E2E_URL` (its data directory in `CTI_E2E_DATA_DIR`).
 *
 * @param settings of its own, as variables of the environment
 */
export async function startNode(settings: Readonly<Record<string, string>> = {}): Promise<Site> {
  const running = process.env['CTI_E2E_URL'];
  if (running) {
    return site(running, process.env['CTI_E2E_DATA_DIR'] ?? join(ROOT, 'data'), null);
  }
  if (!existsSync(JAR)) {
    throw new Error('target/ctibar.jar is missing: build it first (scripts/test does)');
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'ctibar-e2e-'));
  const port = await freePorts(1);
  const url = `http://127.0.0.1:${port}`;
  const own = { ...SLOW_PHONES, ...settings, CTI_HTTP_PORT: `${port}`, CTI_DATA_DIR: dataDir };
  const env = { ...process.env, ...own };
  const run = join(ROOT, 'scripts/run'); // becomes the node itself: the signal that ends it reaches it
  const node = spawn(run, { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
  await ready(node, url);
  return site(url, dataDir, node);
}

/** Time to see them ring, however busy the machine is; the tests pick them up. */
const SLOW_PHONES = {
  CTI_SIMULATOR_PHONE_ANSWER_MS: '10000',
  CTI_SIMULATOR_OUTSIDE_ANSWER_MS: '10000',
};

async function site(url: string, dataDir: string, node: ChildProcess | null): Promise<Site> {
  const simulated = await SimulatedSwitch.of(dataDir);
  const callers: Promise<string>[] = [];
  const hangUp = async (caller: Promise<string> | undefined) =>
    caller && simulated.hangUp(await caller);
  return {
    url,
    callIn(from, name) {
      callers.push(simulated.callIn({ from, ...(name && { name }) }));
    },
    callerHangsUp: () => void hangUp(callers.pop()),
    calleeAnswers: (number) => void simulated.answer(number),
    calleeIsBusy: () => undefined, // the simulated ones are by themselves
    async stop() {
      await Promise.all(callers.map(hangUp));
      simulated.close();
      if (node) {
        node.kill();
        await exited(node);
        rmSync(dataDir, { recursive: true, force: true });
      }
    },
  };
}

async function ready(node: ChildProcess, url: string): Promise<void> {
  let output = '';
  const note = (chunk: unknown) => (output = (output + String(chunk)).slice(-4_000));
  node.stdout?.on('data', note);
  node.stderr?.on('data', note);
  const deadline = Date.now() + START_WITHIN_MS;
  while (!(await healthy(url))) {
    if (node.exitCode !== null || Date.now() > deadline) {
      node.kill();
      throw new Error(`the node did not become ready:\n${output}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function healthy(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/health/ready`)).ok;
  } catch {
    return false;
  }
}

function exited(node: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (node.exitCode !== null || node.signalCode !== null) {
      resolve();
    } else {
      node.once('exit', () => resolve());
    }
  });
}
