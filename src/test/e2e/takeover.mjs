// The program behind scripts/takeover.
import { execFile, execFileSync, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';
import { freePorts } from './free-ports.mjs';

const NODES = ['n1', 'n2', 'n3'];
const USER = 'agent2';
const PASSWORD = createHash('md5').update('654321').digest('hex');
const DATA = 'target/takeover';
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
];
const kills = Number(process.argv[2]);
if (!Number.isInteger(kills) || kills < 1 || kills > 1000) {
  console.error('takeover [KILLS]: from 1 to 1000 kills');
  process.exit(1);
}

const run = promisify(execFile);
const base = await freePorts(NODES.length);
const ports = NODES.map((_, i) => base + i);
const env = { ...process.env, CTI_DATA_DIR: DATA, CTI_HTTP_PORT: String(base) };
const cluster = (...args) => run('scripts/cluster', args, { env });

async function token() {
  const answer = await fetch(`http://127.0.0.1:${ports[0]}/api/v1/base/auth`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: USER, password: PASSWORD }),
  });
  return (await answer.json()).data.token;
}

function nodeOf(url) {
  return NODES[ports.indexOf(Number(new URL(url).port))];
}

/** In the page: an integrator's, which answers every call. */
function begin(config) {
  const told = [];
  const sockets = [];
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(...args) {
      super(...args);
      sockets.push(this);
    }
  };
  const callbacks = new Proxy(
    {},
    {
      get: (_, name) => () => {
        told.push(name);
        if (name === 'onRing') {
          window.takeover.ctibar.offhook();
        }
      },
    },
  );
  window.takeover = { told, sockets, ctibar: new window.Ctibar(config, callbacks) };
  const { ctibar } = window.takeover;
  void ctibar.initSDK();
  return ctibar.login().then(() => ctibar.ready());
}

/** In the page: from now until a command was carried out for the call. */
async function work(command) {
  const from = performance.now();
  for (;;) {
    try {
      await window.takeover.ctibar[command]();
      return performance.now() - from;
    } catch (refusal) {
      if (performance.now() - from > 60_000) {
        throw refusal;
      }
      await new Promise((again) => setTimeout(again, 5));
    }
  }
}

const percentile = (sorted, p) =>
  sorted[Math.min(sorted.length - 1, Math.ceil((p / 100) * sorted.length) - 1)];
const open = () => window.takeover.sockets.find((socket) => socket.readyState === 1)?.url;

rmSync(DATA, { recursive: true, force: true });
await cluster('3');
const browser = await chromium.launch({
  executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
  args: FLAGS,
});
let caller;
try {
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${ports[0]}/`);
  await page.addScriptTag({ url: `http://127.0.0.1:${ports[0]}/dist/ctibar.js` });
  await page.evaluate(begin, {
    url: ports.map((port) => `ws://127.0.0.1:${port}/ws`),
    token: await token(),
  });
  const { port } = JSON.parse(readFileSync(`${DATA}/cluster/simulator.json`, 'utf8'));
  const from = [
    '7001',
    '--from',
    '13800001111',
    '--duration',
    '0',
    '--switch',
    `127.0.0.1:${port}`,
  ];
  caller = spawn('scripts/call', from, { env, stdio: 'ignore' });
  await page.waitForFunction(() => window.takeover.told.includes('onAnswer'));
  const before = await page.evaluate(() => window.takeover.told.length);

  const times = [];
  for (let i = 0; i < kills; i++) {
    const node = nodeOf(await page.evaluate(open));
    const pid = Number(readFileSync(`${DATA}/cluster/${node}.pid`, 'utf8'));
    const working = page.evaluate(work, i % 2 === 0 ? 'mute' : 'unmute');
    process.kill(pid, 'SIGKILL');
    times.push(await working);
    console.log(
      `${i + 1}: ${node} killed, the page works at ${nodeOf(await page.evaluate(open))} after ${Math.round(times.at(-1))} ms`,
    );
    await cluster('restart', node);
  }
  const told = await page.evaluate((from) => window.takeover.told.slice(from), before);
  const disturbed = told.filter((name) => /^on(Ring|Answer|Hangup|Hold|Login|Kicked)$/.test(name));
  times.sort((a, b) => a - b);
  const at = (p) => Math.round(percentile(times, p));
  console.log(
    `\n${kills} kills, ms until a command for the call was carried out: p50 ${at(50)}, p90 ${at(90)}, p99 ${at(99)}, max ${at(100)}`,
  );
  console.log(
    `callbacks that the talk did not cause: ${disturbed.length ? disturbed.join(' ') : 'none'}`,
  );
  process.exitCode = disturbed.length ? 1 : 0;
} finally {
  caller?.kill();
  await browser.close();
  execFileSync('scripts/cluster', ['stop'], { env });
}
