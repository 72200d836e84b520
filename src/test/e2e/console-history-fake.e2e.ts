import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';

const ROWS = '.history tbody tr';
const LAST_DAY = 58;

describe('the history', () => {
  const bench = new ConsoleBench();

  async function history(query = '') {
    const board = await bench.signedIn(`#/history${query}`);
    await board.page.waitForSelector(".history [aria-busy='false']");
    return board;
  }
  const ids = (page: Page) =>
    page.locator(ROWS).evaluateAll((rows) => rows.map((row) => row.getAttribute('data-past')));
  /** In whose row the focus is. */
  const focused = (page: Page) =>
    page.evaluate("document.activeElement.closest('tr')?.dataset.past");
  const found = (page: Page, text: string) =>
    page.waitForSelector(`#calls-found:text-is("${text}")`);

  it('shows the calls of the last day, the newest first, page by page', async () => {
    const { page } = await history();
    await found(page, 'The newest 50');
    expect((await ids(page)).slice(0, 3)).toEqual(['living', 'consulted', 'abandoned']);
    const [living, consulted, abandoned, busy] = await page.locator(ROWS).allInnerTexts();
    expect(living).toContain('In progress');
    expect(consulted).toMatch(
      /Inbound\s+02887654321\s+7001\s+客户服务 Support\s+Agent 2\s+Answered/,
    );
    expect(consulted).toMatch(/00:46\s+03:14\s+Caller · hung up/);
    expect(abandoned).toMatch(/Inbound\s+–\s+7002.+Not answered\s+00:41\s+–\s+Caller · gave up/s);
    expect(busy).toMatch(/Outbound\s+1004\s+\+8613912345678.+Callee · busy/s);
    const firstPage = await ids(page);
    await page.focus('#more');
    await page.keyboard.press('Enter');
    await found(page, `Found: ${LAST_DAY}`);
    expect(new Set(await ids(page)).size).toBe(LAST_DAY);
    expect(await page.locator('#more').count()).toBe(0);
    expect(await focused(page)).toBe(firstPage.at(-1));
    expect(page.errors).toEqual([]);
  });

  it('finds by number, agent, group and result, as the address says', async () => {
    const board = await history();
    const { page } = board;
    await page.fill('#history-number', '1 005');
    await page.keyboard.press('Enter');
    await found(page, 'Found: 1');
    expect(await ids(page)).toEqual(['past5']);
    expect(page.url()).toContain('#/history?number=1005');
    await page.reload();
    await board.live();
    await found(page, 'Found: 1');
    expect(await page.inputValue('#history-number')).toBe('1005');
    await page.fill('#history-number', '');
    await page.selectOption('#history-agent', 'agent1');
    await page.selectOption('#history-group', 'sales');
    await page.selectOption('#history-result', 'answered');
    await page.click('.search .primary');
    await page.waitForSelector(`${ROWS}:has-text("Agent 1")`);
    const asked = Object.fromEntries(bench.bridge.past.asked.at(-1) ?? []);
    expect(asked).toMatchObject({ agent: 'agent1', group: 'sales', result: 'answered' });
    expect(asked).not.toHaveProperty('number');
    await page.goBack();
    await found(page, 'Found: 1');
    expect(await page.inputValue('#history-agent')).toBe('');
    await page.fill('#history-number', 'Li Wei');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.matches(":invalid")')).toBe(true);
  });

  it('goes as far back as asked', async () => {
    const { page } = await history('?period=week&number=1104');
    await found(page, 'Found: 1');
    await page.selectOption('#history-period', 'own');
    const now = await page.inputValue('#history-until');
    await page.fill('#history-until', '2020-01-01T00:00');
    await page.click('.search .primary');
    await page.waitForSelector('.search .problem:has-text("The end must come after")');
    await page.fill('#history-until', now);
    await page.fill('#history-number', '1001');
    await page.click('.search .primary');
    await found(page, 'Found: 1');
    expect(page.url()).toMatch(/#\/history\?from=\d+&until=\d+&number=1001$/);
    await page.selectOption('#history-period', 'today');
    await page.waitForSelector('#history-until', { state: 'detached' });
  });

  it('shows one call and who took part, by keyboard, and text as text', async () => {
    const board = await history();
    const { page } = board;
    await page.focus("[data-past='consulted'] a");
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open] .timeline li');
    expect(page.url()).toContain('call=consulted');
    expect(await page.locator('.timeline li').allInnerTexts()).toEqual([
      expect.stringMatching(/02887654321 Caller\s+rang 00:01\s+waited 00:45\s+talked 03:14/),
      expect.stringMatching(/Agent 1 Agent 1001\s+rang 00:20\s+no answer/),
      expect.stringMatching(/Agent 2 Agent 1002\s+rang 00:08\s+talked 03:14\s+hung up/),
      expect.stringMatching(/Agent 3 Consulted 1003\s+rang 00:08\s+talked 00:51/),
    ]);
    expect(await page.innerText('.facts')).toContain('A-17 <b>urgent</b>');
    const [rang, talked] = await page
      .locator('.timeline li >> nth=2 >> .track .stretch')
      .evaluateAll((all) => all.map((one) => one.getBoundingClientRect()));
    expect(rang?.right).toBeCloseTo(talked?.left ?? NaN, 0);
    expect((talked?.width ?? NaN) / (rang?.width ?? NaN)).toBeCloseTo(194 / 8, 0);
    await check(page);
    await board.picture('history-call');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(page.url()).not.toContain('call=');
    expect(await focused(page)).toBe('consulted');
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open] .timeline li');
    await page.goBack();
    await page.waitForSelector('dialog', { state: 'detached' });
    expect(await focused(page)).toBe('consulted');
    await page.click("[data-past='busy'] a");
    await page.waitForSelector('dialog[open]:has-text("Nothing is known of who took part.")');
    expect(page.errors).toEqual([]);
  });

  it('a link shows a call, or says that there is none', async () => {
    const { page } = await history('?number=54321&call=consulted');
    await page.waitForSelector('dialog[open] .timeline li');
    await page.goto(page.url().replace('call=consulted', 'call=gone'));
    await page.waitForSelector('dialog .problem:has-text("That is not there any more.")');
    await page.click('dialog .primary');
    await found(page, 'Found: 1');
  });

  it('saves what is found as a file', async () => {
    const { page } = await history('?result=answered&group=sales');
    const [download] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
    expect(download.suggestedFilename()).toMatch(/^calls-[0-9T-]+\.csv$/);
    const text = await readFile(await download.path(), 'utf8');
    expect(text).toMatch(/^\ufeffcall_id,caller,callee\r\n/);
    expect(text.trim().split('\r\n')).toHaveLength(1 + 18);
    expect(text).toContain('past3,13900001003,7002');
  });

  it('says that nothing was found, and that something failed', async () => {
    const { page } = await history('?number=777');
    await page.waitForSelector('.history .empty:has-text("There are no such calls.")');
    expect(await page.isDisabled('#export')).toBe(true);
    await page.route('**/api/v1/calls?*', (route) => route.abort());
    await page.fill('#history-number', '');
    await page.click('.search .primary');
    await page.waitForSelector('.history .problem:has-text("not reachable")');
    expect(await page.locator('.history .empty').count()).toBe(0);
    await page.unroute('**/api/v1/calls?*');
    await page.click('.history .problem button');
    await found(page, 'The newest 50');
    await page.route('**/api/v1/calls?*', (route) => route.abort());
    await page.focus('#more');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.history .problem:has-text("not reachable")');
    await page.waitForSelector('#more:focus:has-text("Try again")');
    await page.unroute('**/api/v1/calls?*');
    await page.keyboard.press('Enter');
    await found(page, `Found: ${LAST_DAY}`);
    await page.route('**/api/v1/calls/export?*', (route) => route.abort());
    await page.click('#export');
    await page.waitForSelector('.history .problem:has-text("not reachable")');
  });

  it('an expired token leads to the sign-in form', async () => {
    const { page } = await history();
    const body = JSON.stringify({ code: 8, data: {}, msg: '' });
    await page.route('**/api/v1/calls?*', (route) => route.fulfill({ status: 401, body }));
    await page.click('.search .primary');
    await page.waitForSelector('#sign-in-problem:has-text("expired")');
  });

  it.each([
    ['en-US', 1366, 768, 'light'],
    ['zh-CN', 1366, 768, 'dark'],
    ['en-US', 390, 844, 'dark'],
    ['zh-CN', 390, 844, 'light'],
  ] as const)(
    'is accessible and fits: %s %i × %i %s',
    async (locale, width, height, colorScheme) => {
      await bench.context.close();
      bench.context = await bench.browser.newContext({
        ...{ locale, viewport: { width, height }, colorScheme },
      });
      const board = await history();
      const name = `${locale.slice(0, 2)}-${width}`;
      await board.page.selectOption('#history-period', 'own');
      await check(board.page);
      expect(await board.overflow()).toBeLessThanOrEqual(0);
      await board.picture(`history-${name}`);
      await board.page.click("[data-past='consulted'] a");
      await board.page.waitForSelector('dialog[open] .timeline li');
      await check(board.page);
      await board.picture(`history-call-${name}`);
    },
  );
});
