import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';

const REASON = 'Waits for the third time';

describe('what a supervisor does to calls', () => {
  const bench = new ConsoleBench();

  it('puts a waiting caller first, by keyboard alone', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.focus("[data-call='c4'] .act button");
    await page.keyboard.press('Enter');
    await page.waitForSelector('dialog[open]:has-text("goes before all others who wait in 销售")');
    await check(page);
    await board.picture('call-prefer');
    await page.keyboard.press('Tab');
    await page.keyboard.type(REASON);
    await page.keyboard.press('Enter');
    await board.outcome('13911112345: goes first');
    await page.waitForSelector("[data-call='c4']:has-text('P100')");
    expect(bench.bridge.acts).toEqual([{ callId: 'c4', reason: REASON }]);
    expect(await page.locator('#undo').count()).toBe(0);
    expect(await page.evaluate('document.activeElement.ariaLabel')).toContain('13911112345');
    await page.keyboard.press('Enter'); // of one who is first already
    await page.waitForSelector('dialog[open]');
    expect(await page.locator("[name='act']").count()).toBe(3);
    expect(await page.locator("[value='prefer']").count()).toBe(0);
    expect(page.errors).toEqual([]);
  });

  it('moves a waiting caller to another group, and back', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.click("[data-call='c4'] .act button");
    await page.check("[value='move']");
    await page.waitForSelector('dialog:has-text("The time waited so far counts there.")');
    await check(page);
    await page.fill('#call-reason', REASON);
    await page.click('dialog .primary');
    expect(bench.bridge.acts).toEqual([]); // without a group
    await page.selectOption('#call-group', 'support');
    await board.picture('call-move');
    await page.click('dialog .primary');
    await board.outcome('waits in 客户服务 Support');
    await page.waitForSelector("[data-call='c4']:has-text('客户服务')");
    await board.picture('call-moved');
    await page.click('#undo');
    await board.outcome('13911112345: waits in 销售 Sales again');
    await page.waitForSelector("[data-call='c4']:has-text('销售')");
    expect(bench.bridge.acts).toMatchObject([
      { callId: 'c4', groupId: 'support', reason: REASON },
      { callId: 'c4', groupId: 'sales' },
    ]);
  });

  it('gives a waiting caller to an agent who is ready', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.click("[data-call='c4'] .act button");
    await page.check("[value='assign']");
    await page.waitForSelector('dialog:has-text("rings this agent and no other")');
    await check(page);
    expect(await page.locator('#call-agent option').allInnerTexts()).toEqual([
      'Choose…',
      'Agent 1 (1001)',
      'Agent 10 (1010)',
    ]);
    await page.selectOption('#call-agent', 'agent10');
    await page.fill('#call-reason', REASON);
    await board.picture('call-assign');
    await page.click('dialog .primary');
    await board.outcome('13911112345: rings Agent 10');
    await page.waitForSelector("[data-call='c4']:has-text('Ringing')");
    expect(bench.bridge.acts).toEqual([{ callId: 'c4', agentId: 'agent10', reason: REASON }]);
    expect(await page.locator('#undo').count()).toBe(0);
  });

  it('says why one cannot be moved back who does not wait any more', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.click("[data-call='c5'] .act button");
    await page.check("[value='move']");
    await page.selectOption('#call-group', 'complaints');
    await page.fill('#call-reason', REASON);
    await page.click('dialog .primary');
    await page.waitForSelector('#undo');
    bench.bridge.refusal = { failureCode: 4, message: 'does not wait' };
    await page.click('#undo');
    await board.outcome('Not possible right now.');
  });

  it('ends a call for all, once somebody says why', async () => {
    const board = await bench.signedIn();
    const { page } = board;
    await page.click("[data-call='c1'] .act button");
    await page.waitForSelector(
      'dialog[open]:has-text("The call ends for 13800001111, Agent 2. This cannot be taken back.")',
    );
    expect(await page.locator("[name='act']").count()).toBe(0);
    await check(page);
    await page.click('dialog .primary');
    await page.fill('#call-reason', REASON);
    expect(bench.bridge.acts).toEqual([]);
    bench.bridge.refusal = { failureCode: 10, message: 'no such call' };
    await page.click('dialog .primary');
    await page.waitForSelector('dialog .problem:has-text("That is not there any more.")');
    await board.picture('call-end-refused');
    await page.click('dialog .primary');
    await board.outcome('13800001111: the call has ended');
    await page.waitForSelector("[data-call='c1']", { state: 'detached' });
    expect(await page.locator('#undo').count()).toBe(0);
  });

  it.each(['en-US', 'zh-CN'])('fits a phone: %s', async (locale) => {
    await bench.context.close();
    bench.context = await bench.browser.newContext({
      ...{ locale, viewport: { width: 390, height: 844 }, colorScheme: 'dark' },
    });
    const board = await bench.signedIn();
    await board.picture(`calls-${locale.slice(0, 2)}-390`, true);
    await board.page.click("[data-call='c4'] .act button");
    await board.page.check("[value='move']");
    await check(board.page);
    expect(await board.overflow()).toBeLessThanOrEqual(0);
    await board.picture(`call-move-${locale.slice(0, 2)}-390`);
  });
});
