import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { DeviceChoice } from '../../../main/ts/sdk/phone-types';
import { check } from '../accessibility';
import { FakeNode } from '../fake-node';
import { FakeRegistrar } from '../fake-registrar';
import { PROFILE } from '../scenarios';
import { PASSWORD } from '../site';
import { launchWithAudio, WebPhone } from './web-phone';

const ACCOUNT = {
  type: 'webrtc',
  uri: 'sip:1001@cti.test',
  realm: 'cti.test',
  ha1: 'a'.repeat(32),
};
const PICTURES = process.env['CTI_E2E_PICTURES'];

describe('what the agent bar shows of the phone in it', () => {
  let browser: Browser;
  let context: BrowserContext;
  let node: FakeNode;
  let registrar: FakeRegistrar;

  beforeAll(async () => {
    browser = await launchWithAudio();
  });

  beforeEach(async () => {
    node = await FakeNode.start();
    registrar = await FakeRegistrar.start();
    context = await browser.newContext(PROFILE);
    givePhone(registrar.url);
  });

  afterEach(async () => {
    await context.close();
    registrar.stop();
    node.stop();
  });

  afterAll(() => browser.close());

  function givePhone(server: string): void {
    node.phones.push(server);
    const agent = node.platform.agent('admin');
    const plain = agent.command.bind(agent);
    agent.command = (from, name, args, settle) =>
      name === 'phone'
        ? settle({ code: 0, msg: 'ok', data: { ...ACCOUNT, servers: [server] } })
        : plain(from, name, args, settle);
  }

  async function open(): Promise<WebPhone> {
    const phone = await WebPhone.open(context, node.url);
    await phone.signIn('admin', PASSWORD);
    return phone;
  }

  async function shows(phone: WebPhone, text: string): Promise<void> {
    await phone.page.waitForSelector(`#phone-text:text-is("${text}")`);
  }

  /** For people to look at, where a folder for them is named. */
  async function picture({ page }: WebPhone, name: string): Promise<void> {
    if (PICTURES) {
      await page.screenshot({ path: `${PICTURES}/${name}.png` });
    }
  }

  it('that it is ready, and nothing where there is a desk phone', async () => {
    const phone = await open();
    await shows(phone, 'Phone is ready');
    expect(await phone.page.isVisible('#phone-retry')).toBe(false);
    const desk = await WebPhone.open(context, node.url);
    await desk.signIn('agent2', PASSWORD);
    await desk.page.waitForSelector('#logout:not([hidden])');
    expect(await desk.page.isVisible('#phone')).toBe(false);
  });

  it('that the switch cannot be reached; Try again tries at once', async () => {
    givePhone('ws://127.0.0.1:9/');
    const phone = await open();
    await shows(phone, 'Phone cannot reach the switch');
    expect(await phone.page.innerText('#announce')).toContain('cannot reach the switch');
    givePhone(registrar.url);
    await phone.page.click('#phone-retry');
    await shows(phone, 'Phone is ready');
  });

  it('that the browser blocks the microphone; Try again asks for it', async () => {
    await context.addInitScript(() => {
      const refuse = () => Promise.reject(new DOMException('no', 'NotAllowedError'));
      const { mediaDevices } = navigator;
      const ask = mediaDevices.getUserMedia.bind(mediaDevices);
      mediaDevices.getUserMedia = refuse;
      Object.assign(window, { allow: () => (mediaDevices.getUserMedia = ask) });
    });
    const phone = await open();
    await shows(phone, 'The browser blocks the microphone');
    await check(phone.page);
    await picture(phone, 'phone-blocked');
    await phone.page.evaluate('allow()');
    await phone.page.focus('#phone-retry');
    await phone.page.keyboard.press('Enter');
    await shows(phone, 'Phone is ready');
    const focused = () => document.activeElement?.id;
    expect(await phone.page.evaluate(focused)).toBe('phone-settings');
  });

  it('that another tab has it, until that is closed', async () => {
    const first = await open();
    await shows(first, 'Phone is ready');
    const second = await open();
    await shows(second, 'Another tab has the phone');
    await first.close();
    await shows(second, 'Phone is ready');
  });

  it('devices to choose from by keyboard, which a reload remembers', async () => {
    const phone = await open();
    const { page } = phone;
    await shows(phone, 'Phone is ready');
    await page.focus('#phone-settings');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#phone-input option:nth-child(2)', { state: 'attached' });
    await check(page);
    await page.focus('#phone-input');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const microphone = await page.inputValue('#phone-input');
    expect(microphone).not.toBe('');
    await page.focus('#phone-volume');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('#phone-volume')).toBe(false);
    // A choice is kept once the device has been opened.
    await page.waitForFunction((id) => {
      const kept = JSON.parse(localStorage.getItem('ctibar.audio') ?? '{}') as DeviceChoice;
      return kept.input === id && kept.volume === 0.05;
    }, microphone);
    await page.reload();
    await shows(phone, 'Phone is ready');
    await page.click('#phone-settings');
    await page.waitForSelector('#phone-input option:nth-child(2)', { state: 'attached' });
    expect(await page.inputValue('#phone-input')).toBe(microphone);
    expect(await page.inputValue('#phone-volume')).toBe('5');
    expect(await page.innerText('#phone-problem')).toBe('');
  });

  it('that a device cannot be used, and keeps the former choice', async () => {
    const phone = await open();
    await shows(phone, 'Phone is ready');
    await phone.page.click('#phone-settings');
    await phone.page.waitForSelector('#phone-input option:nth-child(2)', { state: 'attached' });
    await phone.page.evaluate(() => {
      navigator.mediaDevices.getUserMedia = () =>
        Promise.reject(new DOMException('busy', 'NotReadableError'));
    });
    await phone.page.selectOption('#phone-input', { index: 1 });
    await phone.page.waitForSelector('#phone-problem:text-is("This device cannot be used.")');
    expect(await phone.page.inputValue('#phone-input')).toBe('');
  });

  it.each([
    [1366, 768, 'light'],
    [1366, 768, 'dark'],
    [390, 844, 'light'],
    [390, 844, 'dark'],
  ] as const)('in %i × %i, %s', async (width, height, colorScheme) => {
    const phone = await open();
    const { page } = phone;
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme });
    await shows(phone, 'Phone is ready');
    await page.click('#phone-settings');
    await page.waitForSelector('#phone-input option:nth-child(2)', { state: 'attached' });
    await check(page);
    const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await picture(phone, `phone-${width}-${colorScheme}`);
  });
});
