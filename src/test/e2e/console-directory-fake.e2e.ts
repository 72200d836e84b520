import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';

describe('people, groups, numbers and extensions', () => {
  const bench = new ConsoleBench();
  const entered = async (room: string, user = 'admin') => {
    const console = await bench.signedIn('', user);
    await console.enter(room);
    await console.page.waitForSelector('.directory tbody tr');
    return console;
  };
  const keys = (page: Awaited<ReturnType<typeof entered>>['page']) =>
    page
      .locator('.directory tbody tr')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-key')));

  it('are found by a part of a name', async () => {
    const { page } = await entered('People');
    expect(await keys(page)).toHaveLength(13);
    await page.fill('#containing', '1011');
    await page.waitForFunction(() => document.querySelectorAll('.directory tbody tr').length === 1);
    expect(await keys(page)).toEqual(['agent11']);
    await page.fill('#containing', 'nobody of this name');
    await page.waitForSelector('.directory .empty');
  });

  it('are made, changed and removed', async () => {
    const { page } = await entered('People');
    await page.click('#new');
    await page.fill('#edit-username', 'zhao');
    await page.fill('#edit-password', 'secret enough');
    await page.click(".edit [value='supervisor']");
    await page.click('.edit .primary');
    await page.waitForSelector('.said:text-is("Saved: zhao")');
    expect(bench.bridge.directory.row('people', 'zhao')).toMatchObject({
      password: 'secret enough',
      roles: ['agent', 'supervisor'],
      enabled: true,
    });
    await page.click("[data-key='zhao'] .act button");
    await page.fill('#edit-nickname', '<b>赵</b>');
    await page.uncheck('#edit-enabled');
    await page.click('.edit .primary');
    await page.waitForSelector("[data-key='zhao']:has-text('<b>赵</b>')");
    expect(bench.bridge.directory.row('people', 'zhao')).toMatchObject({ enabled: false });
    await page.click("[data-key='zhao'] .act button");
    await page.click('.edit .remove');
    await page.click('#remove-confirm');
    await page.waitForSelector("[data-key='zhao']", { state: 'detached' });
    expect(bench.bridge.directory.row('people', 'zhao')).toBeUndefined();
    expect(page.errors).toEqual([]);
  });

  it('what is wrong is told at its field', async () => {
    const { page } = await entered('People');
    await page.click("[data-key='agent1'] .act button");
    await page.fill('#edit-extension', '1002');
    await page.click('.edit .primary');
    await page.waitForSelector('#edit-extension-fault:has-text("taken")');
    expect(await page.getAttribute('#edit-extension', 'aria-invalid')).toBe('true');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('edit-extension');
    expect(bench.bridge.directory.row('people', 'agent1')).toMatchObject({ extension: '1001' });
  });

  it('who was overtaken by another reads again before going on', async () => {
    const { page } = await entered('People');
    await page.click("[data-key='agent1'] .act button");
    await page.fill('#edit-nickname', 'mine');
    const theirs = bench.bridge.directory.row('people', 'agent1') ?? {};
    bench.bridge.directory.put('people', { ...theirs, nickname: 'theirs' });
    await page.click('.edit .primary');
    await page.click('.edit button:text-is("Read again")');
    await page.waitForFunction(
      () => (document.querySelector('#edit-nickname') as HTMLInputElement)?.value === 'theirs',
    );
    await page.fill('#edit-nickname', 'ours');
    await page.click('.edit .primary');
    await page.waitForSelector("[data-key='agent1']:has-text('ours')");
  });

  it('members come, go and change their level', async () => {
    const { page } = await entered('Groups');
    await page.click("[data-key='support'] .act button");
    await page.fill('#edit-members', 'agent3');
    await page.press('#edit-members', 'Enter');
    await page.fill("[aria-label='Level of agent3']", '3');
    await page.click("[aria-label='Take agent1 out']");
    await page.fill('#edit-wrapUpMs', '2.5');
    await page.click('.edit .primary');
    await page.waitForSelector('.said');
    expect(bench.bridge.directory.row('groups', 'support')).toMatchObject({
      wrapUpMs: 2_500,
      members: [
        { username: 'agent2', priority: 2 },
        { username: 'agent3', priority: 3 },
      ],
    });
  });

  it('a group for which callers wait stays, and it is said why', async () => {
    const { page } = await entered('Groups');
    await page.click("[data-key='support'] .act button");
    await page.click('.edit .remove');
    await page.click('#remove-confirm');
    await page.waitForSelector('.act-dialog .problem:has-text("Callers wait")');
  });

  it('numbers lead to groups and bring data along', async () => {
    const { page } = await entered('Numbers');
    await page.click('#new');
    await page.fill('#edit-number', '4008001234');
    await page.selectOption('#edit-group', 'sales');
    await page.fill('#edit-data', 'campaign=a=b\n lang = zh ');
    await page.click('.edit .primary');
    await page.waitForSelector("[data-key='4008001234']:has-text('campaign=a=b, lang=zh')");
    expect(bench.bridge.directory.row('numbers', '4008001234')).toMatchObject({
      group: 'sales',
      data: { campaign: 'a=b', lang: 'zh' },
    });
  });

  it('are read by supervisors, who change nothing', async () => {
    const { page } = await entered('People', 'supervisor');
    expect(await page.locator('#new, .directory .act').count()).toBe(0);
  });

  it.each([
    ['en-US', 1366, 768],
    ['zh-CN', 1366, 768],
    ['en-US', 390, 844],
    ['zh-CN', 390, 844],
  ])('can be used by everybody: %s at %i', async (locale, width, height) => {
    await bench.context.close();
    bench.context = await bench.browser.newContext({ locale, viewport: { width, height } });
    const console = await bench.signedIn('#/groups', 'admin');
    const name = `directory-${locale.slice(0, 2)}-${width}`;
    await console.page.waitForSelector('.directory tbody tr');
    await check(console.page);
    expect(await console.overflow()).toBeLessThanOrEqual(0);
    await console.picture(name);
    await console.page.click("[data-key='support'] .act button");
    await console.page.waitForSelector('.edit');
    await check(console.page);
    await console.picture(`${name}-edit`);
    await console.page.keyboard.press('Escape');
    await console.page.waitForSelector('.edit', { state: 'detached' });
    await console.page.goto(`${bench.bridge.url}/console/#/people`);
    await console.page.waitForSelector("[data-key='agent1']");
    await console.picture(`${name}-people`);
    await console.page.click("[data-key='agent1'] .act button");
    await console.page.waitForSelector('.edit');
    await console.picture(`${name}-person`);
  });
});
