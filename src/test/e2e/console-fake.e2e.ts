import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';
import { ConsolePage } from './console-page';
import { morning } from './fake-board';
import { PROFILE } from './scenarios';

describe('the console on a bridge of a few lines', () => {
  const bench = new ConsoleBench();

  it('shows the whole board, and each change without a reload', async () => {
    const board = await bench.signedIn();
    expect(await board.tile('waiting')).toBe('2');
    expect(await board.tile('ready')).toBe('2');
    expect(await board.tile('in-talk')).toBe('2');
    expect(await board.page.innerText("[data-tile='longest']")).toMatch(/00:3\d\s+over 20 s 销售/);
    expect(await board.agents()).toHaveLength(12);
    expect(await board.page.locator('.calls tbody tr').count()).toBe(5);
    await board.page.evaluate(() => document.body.setAttribute('data-same', ''));
    bench.bridge.tell({
      ...bench.bridge.agent('agent1', { work: 'RINGING', popScreenNo: '13700003333' }),
    });
    await board.status('agent1', 'ringing');
    expect(await board.agent('agent1')).toContain('13700003333');
    expect(await board.tile('ready')).toBe('1');
    bench.bridge.tell({ gone: { calls: ['c4', 'c5'] } });
    await board.page.waitForSelector("[data-call='c4']", { state: 'detached' });
    expect(await board.page.isVisible('[data-same]')).toBe(true);
    expect(board.page.errors).toEqual([]);
  });

  it('ages tick, and nothing else is touched', async () => {
    const board = await bench.signedIn();
    await board.page.evaluate(() => {
      const seen: string[] = [];
      new MutationObserver((changes) =>
        changes
          .filter(({ target }) => !(target as HTMLElement).matches?.('.clock, .note'))
          .forEach(({ type, target }) => seen.push(`${type} ${target.nodeName}`)),
      ).observe(document.querySelector('.agents table') as Node, {
        subtree: true,
        childList: true,
      });
      Object.assign(window, { seen });
    });
    const age = board.page.locator("[data-agent='agent10']");
    for (const tick of ['first', 'second']) {
      const before = await age.innerText();
      await expect.poll(() => age.innerText(), { message: tick }).not.toBe(before);
    }
    expect(await board.page.evaluate('window.seen')).toEqual([]);
  });

  it('asks for the whole board where a delta was lost', async () => {
    const board = await bench.signedIn();
    bench.bridge.lose(bench.bridge.agent('agent1', { presence: 'NOT_READY', reason: 'busy' }));
    bench.bridge.tell(bench.bridge.agent('agent10', { presence: 'NOT_READY', reason: 'rest' }));
    await board.status('agent1', 'notReady');
    await board.status('agent10', 'notReady');
    expect(bench.bridge.snapshots).toBe(2);
  });

  it('says that it is not live where the connection is cut, and comes back', async () => {
    const board = await bench.signedIn();
    await bench.context.setOffline(true);
    bench.bridge.cut();
    await board.page.waitForSelector('.not-live');
    expect(await board.page.innerText('#line')).toContain('Not live');
    await board.picture('not-live');
    bench.bridge.lose(bench.bridge.agent('agent1', { presence: 'LOGGED_OUT' }));
    await bench.context.setOffline(false);
    await board.live();
    await board.status('agent1', 'signedOut');
    expect(await board.page.locator('.not-live').count()).toBe(0);
  });

  it('filters agents by group, state and text', async () => {
    const board = await bench.signedIn();
    await board.page.selectOption('#filter-status', 'talking');
    expect(await board.agents()).toEqual(['Agent 2', 'Agent 3']);
    await board.page.selectOption('#filter-status', '');
    await board.page.selectOption('#filter-group', 'complaints');
    expect(await board.agents()).toEqual(['Agent 2', 'Agent 5', 'Agent 8', 'Agent 11']);
    await board.page.fill('#filter-text', '1011');
    expect(await board.agents()).toEqual(['Agent 11']);
    expect(await board.page.innerText('#agents-shown')).toBe('1 of 12');
    await board.page.click('.filters button');
    expect(await board.agents()).toHaveLength(12);
  });

  it('forces an agent by keyboard alone, and takes it back', async () => {
    const board = await bench.signedIn();
    const { keyboard } = board.page;
    await board.page.focus("[data-agent='agent1'] .force");
    await keyboard.press('Enter');
    await board.page.waitForSelector('dialog[open]');
    await check(board.page);
    await board.picture('force');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowDown');
    await keyboard.press('Tab');
    await keyboard.type('Help in sales');
    await keyboard.press('Enter');
    await board.page.waitForSelector('#force-confirm:focus');
    await check(board.page);
    await board.picture('force-confirm');
    await keyboard.press('Enter');
    await board.outcome('Agent 1: Rest');
    await board.status('agent1', 'notReady');
    await board.picture('force-done');
    expect(bench.bridge.acts).toEqual([{ agentId: 'agent1', to: 'rest', reason: 'Help in sales' }]);
    expect(await board.page.evaluate('document.activeElement.ariaLabel')).toBe('Force Agent 1…');
    await keyboard.press('Alt+KeyZ');
    await board.outcome('Agent 1: Ready again');
    await board.status('agent1', 'ready');
    expect(bench.bridge.acts[1]).toMatchObject({ agentId: 'agent1', to: 'ready' });
  });

  it('says what waits for the end of a call, and why something is refused', async () => {
    const board = await bench.signedIn();
    await board.page.click("[data-agent='agent2'] .force");
    await board.page.click("[name='to'][value='logout']");
    await board.page.click('.dialog-buttons .primary');
    expect(await board.page.locator('#force-confirm').count()).toBe(0); // without a reason
    await board.page.fill('#force-reason', 'End of shift');
    await board.page.click('.dialog-buttons .primary');
    bench.bridge.refusal = { failureCode: 5, message: 'not yours' };
    await board.page.click('#force-confirm');
    await board.page.waitForSelector('.act-dialog .problem:has-text("You may not do this.")');
    await board.page.click('#force-confirm');
    await board.outcome('queued until the call ends');
    expect(await board.agent('agent2')).toContain('then Sign out');
  });

  it('listens to an agent, whispers, and takes the call over', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    expect(await page.locator("[data-agent='agent1'] .listen").count()).toBe(0);
    await page.click("[data-agent='agent2'] .listen");
    await page.waitForSelector('dialog[open]');
    await check(page);
    await board.picture('listen');
    await page.click("[name='mode'][value='whisper']");
    await page.fill('#listen-reason', 'Training');
    bench.bridge.refusal = { failureCode: 15, message: 'no phone' };
    await page.click('.dialog-buttons .primary');
    await page.waitForSelector('dialog .problem:not(:empty)');
    await page.click('.dialog-buttons .primary');
    await page.waitForSelector('.listening:has-text("Your phone rings")');
    expect(await page.isDisabled('#take-over')).toBe(true);
    bench.bridge.listenerAnswers();
    await page.waitForSelector('.listening:has-text("You hear Agent 2.")');
    await check(page);
    await board.picture('listening');
    await page.click('.listening .modes button:has-text("Barge in")');
    await page.waitForSelector('.listening:has-text("Agent and caller hear you.")');
    await page.click('#take-over');
    await page.click('#take-over:has-text("Talk instead of Agent 2?")');
    await page.waitForSelector('.listening', { state: 'detached' });
    expect(bench.bridge.acts.map(({ mode }) => mode)).toEqual(['whisper', 'barge', undefined]);
    expect(page.errors).toEqual([]);
  });

  it('stops listening, on a phone as well', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.setViewportSize({ width: 390, height: 844 });
    await page.click("[data-agent='agent2'] .listen");
    await board.picture('listen-390');
    await page.fill('#listen-reason', 'Training');
    await page.click('.dialog-buttons .primary');
    await page.waitForSelector('.listening');
    bench.bridge.listenerAnswers();
    expect(await board.overflow()).toBeLessThanOrEqual(0);
    await board.picture('listening-390');
    await page.click('#stop-listening');
    await page.waitForSelector('.listening', { state: 'detached' });
  });

  it('tells who is no supervisor so', async () => {
    const board = await ConsolePage.open(bench.context, bench.bridge.url);
    await board.signIn('agent');
    await board.page.waitForSelector('#sign-in-problem:has-text("You are not a supervisor here")');
  });

  it('refuses a wrong password, and forgets the token when signing out', async () => {
    const board = await ConsolePage.open(bench.context, bench.bridge.url);
    await board.signIn('supervisor', 'wrong');
    await board.page.waitForSelector('#sign-in-problem:has-text("Wrong user name or password.")');
    await board.signIn('supervisor');
    await board.live();
    await board.page.reload();
    await board.live();
    await board.page.click('#sign-out');
    await board.page.waitForSelector('#sign-in');
    expect(await board.page.evaluate(() => sessionStorage.length)).toBe(0);
  });

  it('an old token leads back to the sign-in form', async () => {
    const board = await bench.signedIn();
    await board.page.evaluate(() => sessionStorage.setItem('ctibar.console.token', 'old'));
    await board.page.reload();
    await board.page.waitForSelector('#sign-in-problem:has-text("expired")');
  });

  it.each([
    ['en-US', 1366, 768, 'light'],
    ['zh-CN', 1366, 768, 'dark'],
    ['en-US', 390, 844, 'dark'],
    ['zh-CN', 390, 844, 'light'],
  ] as const)('is accessible and fits: %s %i × %i %s', async (locale, width, height, scheme) => {
    const own = await bench.browser.newContext({
      ...PROFILE,
      ...{ locale, viewport: { width, height }, colorScheme: scheme },
    });
    const board = await ConsolePage.open(own, bench.bridge.url);
    const name = `${locale.slice(0, 2)}-${width}-${scheme}`;
    await board.picture(`sign-in-${name}`);
    await check(board.page);
    await board.signIn('supervisor');
    await board.live();
    await check(board.page);
    expect(await board.overflow()).toBeLessThanOrEqual(0);
    await board.picture(`board-${name}`);
    await board.picture(`whole-${name}`, true);
    expect(board.page.errors).toEqual([]);
    await own.close();
  });

  it('hangs on a wall: tiles and groups alone, as the address says', async () => {
    const rows = morning(Date.now());
    const groups = rows.groups.map((g) => ({ ...g, longestWaitSince: Date.now() - 75_000 }));
    bench.bridge.begin({ ...rows, groups });
    const board = await bench.signedIn('?big');
    expect(await board.page.locator('.agents').count()).toBe(0);
    await check(board.page);
    await board.picture('big');
    await board.page.click('#big');
    await board.page.waitForSelector('.agents');
    expect(board.page.url()).not.toContain('big');
  });
});
