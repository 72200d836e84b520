import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { FakeNode } from '../fake-node';
import { PASSWORD } from '../site';
import { launchWithAudio, WebPhone } from './web-phone';

/** Nobody listens there. */
const SETTINGS = {
  type: 'webrtc',
  uri: 'sip:1001@cti.test',
  realm: 'cti.test',
  ha1: '0123456789abcdef0123456789abcdef',
  servers: ['ws://127.0.0.1:9/'],
};

let browser: Browser;
let context: BrowserContext;
let node: FakeNode;

beforeAll(async () => {
  browser = await launchWithAudio();
});

beforeEach(async () => {
  node = await FakeNode.start();
  node.phones.push(...SETTINGS.servers);
  const agent = node.platform.agent('admin');
  const plain = agent.command.bind(agent);
  agent.command = (from, name, args, settle) =>
    name === 'phone'
      ? settle({ code: 0, msg: 'ok', data: SETTINGS })
      : plain(from, name, args, settle);
  context = await browser.newContext();
});

afterEach(async () => {
  await context.close();
  node.stop();
});

afterAll(() => browser.close());

async function open(): Promise<WebPhone> {
  const phone = await WebPhone.open(context, node.url);
  await phone.signIn('admin', PASSWORD);
  return phone;
}

it('the phone in the page comes with its script, and tells that no switch is there', async () => {
  const phone = await open();
  await phone.is('unreachable');
  expect(await phone.page.locator('script[src*="ctibar-phone.js"]').count()).toBe(1);
});

it('one tab has the audio; when it is closed another takes over', async () => {
  const first = await open();
  await first.is('unreachable');
  const second = await open();
  await second.is('elsewhere');
  await first.close();
  await second.is('unreachable');
});

it('an agent with a desk phone loads nothing', async () => {
  const phone = await WebPhone.open(context, node.url);
  await phone.signIn('agent2', PASSWORD);
  await phone.page.waitForSelector('#logout:not([hidden])');
  await phone.is('off');
  expect(await phone.page.locator('script[src*="ctibar-phone.js"]').count()).toBe(0);
});
