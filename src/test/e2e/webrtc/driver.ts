// A browser for programs that are none of Node.js: takes `{"id", "do", …}` line by line, answers `{"id", "value"}` or
// `{"id", "error"}`. scripts/verify-switch uses it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Browser, BrowserContext } from 'playwright-core';
import { heardIn, toneFile, withPlainMicrophone } from './listen';
import { launchWithAudio, WebPhone } from './web-phone';

interface Order {
  id: number;
  do: string;
  /** Of a state, a button, a field, a method. */
  name: string;
  text: string;
  url: string;
  token: string;
  hz: number;
  tones: Record<string, number>;
}

const folder = mkdtempSync(join(tmpdir(), 'ctibar-browser-'));
let browser: Browser | null = null;
let context: BrowserContext | null = null;
let phone: WebPhone | null = null;

const ORDERS: Record<string, (order: Order) => Promise<unknown>> = {
  async launch({ hz }) {
    const voice = join(folder, 'voice.wav');
    writeFileSync(voice, toneFile(hz));
    browser = await launchWithAudio([`--use-file-for-fake-audio-capture=${voice}`]);
  },
  async open({ url, token }) {
    context = (await browser?.newContext()) ?? null;
    await withPlainMicrophone(there(context));
    phone = await WebPhone.withToken(there(context), url, token);
  },
  is: ({ name }) => there(phone).is(name),
  works: ({ name }) => there(phone).works(name),
  press: ({ name }) => there(phone).press(name),
  fill: ({ name, text }) => there(phone).page.fill(`#${name}`, text),
  type: ({ name, text }) => there(phone).page.press(`#${name}`, text),
  async reload() {
    await there(phone).page.reload({ waitUntil: 'commit' });
  },
  cutLine: () => there(phone).cutLine(),
  legs: () => there(phone).legs(),
  legsMade: () => there(phone).legsMade(),
  hears: ({ tones }) => heardIn(there(phone).page, tones),
  situation: () => there(phone).situation(),
  async close() {
    phone = null;
    await context?.close();
  },
};

function there<T>(one: T | null): T {
  if (one === null) {
    throw new Error('no page is open');
  }
  return one;
}

async function obey(line: string): Promise<void> {
  const order = JSON.parse(line) as Order;
  try {
    const value = (await ORDERS[order.do]?.(order)) ?? null;
    console.log(JSON.stringify({ id: order.id, value }));
  } catch (e) {
    console.log(JSON.stringify({ id: order.id, error: (e as Error).message.split('\n')[0] }));
  }
}

for await (const line of createInterface({ input: process.stdin })) {
  void obey(line);
}
await (browser as Browser | null)?.close();
rmSync(folder, { recursive: true, force: true });
