import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';

describe('the rooms of the console', () => {
  const bench = new ConsoleBench();

  it('are entered by links, back and forward, and kept by a reload', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.waitForSelector(".rooms [aria-current='page']:text-is('Board')");
    await board.enter('History');
    await page.waitForSelector('.history');
    expect(await page.locator('.tiles').count()).toBe(0);
    expect(await page.title()).toBe('History · ctibar');
    await page.goBack();
    await page.waitForSelector('.tiles');
    expect(await page.title()).toBe('Board · ctibar');
    await page.goForward();
    await page.waitForSelector('.history');
    await page.reload();
    await board.live();
    await page.waitForSelector('.history');
    expect(page.errors).toEqual([]);
  });

  it('are entered by keyboard', async () => {
    const { page } = await bench.signedIn();
    await page.focus('.rooms a');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.day');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.tiles');
  });

  it('an address that is none leads to the board', async () => {
    const { page } = await bench.signedIn('#/nowhere?x=1');
    await page.waitForSelector('.tiles');
    await page.waitForSelector(".rooms [aria-current='page']:text-is('Board')");
  });

  it('have in common what matters everywhere', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.click("[data-agent='agent2'] .listen");
    await page.fill('#listen-reason', 'Training');
    await page.click('.dialog-buttons .primary');
    await page.waitForSelector('.listening');
    await board.enter('History');
    await page.waitForSelector('.listening');
    bench.bridge.listenerAnswers();
    await page.waitForSelector('.listening:has-text("You hear Agent 2.")');
    await page.click('#stop-listening');
    await page.waitForSelector('.listening', { state: 'detached' });
    await bench.context.setOffline(true);
    bench.bridge.cut();
    await page.waitForSelector('.not-live');
    await bench.context.setOffline(false);
    await board.live();
  });

  it('the big screen is the board alone', async () => {
    const board = await bench.signedIn('#/history');
    const { page } = board;
    await page.click('#big');
    await page.waitForSelector('.tiles');
    expect(await page.locator('.rooms').count()).toBe(0);
    await page.click('#big');
    await page.waitForSelector('.history');
  });

  it.each(['en-US', 'zh-CN'])('are at hand on a phone, too: %s', async (locale) => {
    const viewport = { width: 390, height: 844 };
    await bench.context.close();
    bench.context = await bench.browser.newContext({ locale, viewport });
    const board = await bench.signedIn('#/history');
    await check(board.page);
    expect(await board.overflow()).toBeLessThanOrEqual(0);
    await board.picture(`rooms-${locale.slice(0, 2)}-390`);
    await board.page.click('.rooms a >> nth=0');
    await board.page.waitForSelector('.tiles');
  });
});
