import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Agent, Group } from '../../main/ts/console/rows';
import { launch } from './browser';
import { ConsolePage } from './console-page';
import { FakeBridge } from './fake-bridge';
import { morning } from './fake-board';

const AGENTS = 500;
const GROUPS = 50;
const CHANGES_A_DELTA = 50;
const DELTA_EVERY_MS = 250;
const DELTAS = 32;
const OFFERED = 90;

let browser: Browser;
let bridge: FakeBridge;
beforeAll(async () => {
  browser = await launch();
  bridge = await FakeBridge.start();
});
afterAll(async () => {
  await browser.close();
  bridge.stop();
});

it('keeps up with 500 agents, 50 groups and 200 changes a second, and says at what price', async () => {
  bridge.begin(large());
  const context = await browser.newContext({ viewport: { width: 1366, height: 768 } });
  const board = await ConsolePage.signedIn(context, bridge.url);
  await board.page.waitForSelector("[data-agent='agent500']");
  await board.page.evaluate(measure);
  const chrome = await context.newCDPSession(board.page);
  await chrome.send('Performance.enable');
  const taskMs = async () => {
    const { metrics } = await chrome.send('Performance.getMetrics');
    return 1_000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN);
  };
  const before = await taskMs();
  let turn = 0;
  const changes = setInterval(() => {
    bridge.tell(changed(turn++));
    if (turn === DELTAS) {
      clearInterval(changes);
    }
  }, DELTA_EVERY_MS);
  await board.page.waitForSelector(`[data-group='g0']:has-text("${OFFERED + DELTAS - 1}")`);
  const { tasks, busyMs, frames } = (await board.page.evaluate('window.measured')) as Measured;
  const longest = Math.max(0, ...tasks);
  const busy = Math.round(((await taskMs()) - before) / ((DELTAS * DELTA_EVERY_MS) / 1_000));
  console.log(
    `${DELTAS} deltas of ${CHANGES_A_DELTA} agents and ${GROUPS} groups, ${DELTA_EVERY_MS} ms apart: ` +
      `main thread busy ${busy} ms of each second, ${tasks.length} tasks over 50 ms (${busyMs} ms in all, longest ${longest} ms), ${frames} frames`,
  );
  expect(board.page.errors).toEqual([]);
  await board.picture('load');
  await context.close();
});

interface Measured {
  tasks: number[];
  busyMs: number;
  frames: number;
}

function measure(): void {
  const measured: Measured = { tasks: [], busyMs: 0, frames: 0 };
  Object.assign(window, { measured });
  new PerformanceObserver((list) =>
    list.getEntries().forEach(({ duration }) => {
      measured.tasks.push(duration);
      measured.busyMs += duration;
    }),
  ).observe({ type: 'longtask' });
  const frame = () => {
    measured.frames++;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
}

function large() {
  const rows = morning(Date.now());
  const agents = Array.from({ length: AGENTS }, (_, n) => agent(n + 1, 0));
  const groups = Array.from({ length: GROUPS }, (_, n) => group(n, 0));
  return { ...rows, agents, groups };
}

function agent(n: number, turn: number): Agent {
  const talking = (n + turn) % 3 === 0;
  const idle: Agent = {
    id: `agent${n}`,
    name: `Agent ${n}`,
    extNo: String(1000 + n),
    groups: [`g${n % GROUPS}`],
    presence: 'READY',
    work: 'IDLE',
    since: Date.now() - (n % 60) * 1_000,
  };
  const call = { direction: 'INBOUND', popScreenNo: '13800001111', queueId: `g${n % 9}` } as const;
  return talking ? { ...idle, ...call, work: 'TALKING' } : idle;
}

function group(n: number, turn: number): Group {
  return {
    ...{ id: `g${n}`, name: `Group ${n}`, members: 10, signedIn: 8, ready: turn % 5, talking: 3 },
    ...{
      waiting: (n + turn) % 4,
      longestWaitSince: Date.now() - n * 1_000,
      offered: OFFERED + turn,
    },
    ...{ answered: 80, abandoned: 4, shortAbandoned: 1, answeredInTime: 70, waitMs: 600_000 },
    serviceLevel: 0.84,
  };
}

function changed(turn: number) {
  const first = turn * CHANGES_A_DELTA;
  const numbers = Array.from({ length: CHANGES_A_DELTA }, (_, n) => ((first + n) % AGENTS) + 1);
  return {
    agents: numbers.map((n) => agent(n, turn)),
    groups: Array.from({ length: GROUPS }, (_, n) => group(n, turn)),
  };
}
