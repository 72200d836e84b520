import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { AgentPage } from './agent-page';
import type { ClusterBench } from './cluster-bench';

/** Neither a page nor a database may take it for anything but text. */
const HOSTILE = `<b>x</b>'; drop table people; --`;
const PERSON = HOSTILE;
/** Where semicolons end cells, what stands behind one is no formula either. */
const IN_THE_SHEET = `"${HOSTILE.replace('; --', "; '--")}"`;
const PASSWORD = 'of-the-new-one';
/** No person of the demonstration has it; its simulated phone is registered. */
const EXTENSION = '1060';
const GROUP = 'vip';
const NUMBER = '7003';
const CALLER = '13700000004';

/** From an empty form to a call in the history. */
export function administratorScenario(on: ClusterBench): void {
  it('who is made in the console takes calls to a number made there, and names are text', async () => {
    const admin = await on.consoleAt(1, 'admin');
    const { page } = admin;
    await admin.enter('People');
    await admin.fillIn({ username: PERSON, password: PASSWORD, extension: EXTENSION });
    await page.click('.edit .primary');
    await admin.saved(PERSON);

    const person = await AgentPage.openAt(await on.window(), on.url(2));
    await person.signIn(PERSON, PASSWORD);
    await person.settled();
    expect(await person.text('nickname')).toBe(PERSON);
    await person.ready();

    await admin.enter('Groups');
    await admin.fillIn({ id: GROUP, name: HOSTILE });
    await admin.addMember(PERSON);
    await page.fill(`[aria-label=${JSON.stringify(`Level of ${PERSON}`)}]`, '2');
    await page.click('.edit .primary');
    await admin.saved(GROUP);

    await admin.enter('Numbers');
    await admin.fillIn({ number: NUMBER });
    await page.selectOption('#edit-group', GROUP);
    await page.click('.edit .primary');
    await admin.saved(NUMBER);

    await admin.enter('Board');
    await admin.status(PERSON, 'ready');
    expect(await admin.agent(PERSON)).toContain(HOSTILE);
    expect(await admin.group(GROUP)).toContain(HOSTILE);
    await on.cluster.callIn({ from: CALLER, name: '<b>y</b>', to: NUMBER });
    await person.call('ringing');
    expect(await person.text('call-number')).toBe(CALLER);
    expect(await person.text('call-queue')).toBe(HOSTILE);
    await person.press('offhook');
    await person.call('talking');
    await admin.caller(CALLER, ':has-text("Talking")');
    expect(await page.locator('main b').count()).toBe(0);
    await person.press('hangup');
    await person.call('none');
    await on.cluster.callsEnd();

    await admin.enter('History');
    await page.fill('#history-number', CALLER);
    const row = page.locator('.history tbody tr', { hasText: CALLER });
    await expect
      .poll(
        async () => {
          await page.click('.search .primary');
          await page.waitForSelector(".history [aria-busy='false']");
          return (await row.allInnerTexts()).map((text) => text.split(/\s*\t\s*/).slice(2, 7));
        },
        { timeout: 15_000, interval: 300 },
      )
      .toEqual([[CALLER, NUMBER, HOSTILE, PERSON, 'Answered']]);
    const [file] = await Promise.all([page.waitForEvent('download'), page.click('#export')]);
    const sheet = await readFile(await file.path(), 'utf8');
    expect(sheet.trim().split('\r\n')).toEqual([
      expect.stringContaining('call_id,'),
      expect.stringContaining(`,INBOUND,${CALLER},${NUMBER},${GROUP},${IN_THE_SHEET},`),
    ]);
    await row.locator('a').click();
    await page.waitForSelector(
      `.timeline li:has-text(${JSON.stringify(PERSON)}):has-text("talked")`,
    );
    expect(await page.locator('main b').count()).toBe(0);
    await page.keyboard.press('Escape');

    await admin.enter('Day');
    await page.selectOption('#day-group', GROUP);
    await page.waitForSelector('.charts figcaption:has-text("1 offered, 1 answered, 0 abandoned")');
    await admin.enter('People');
    await page.fill('#containing', HOSTILE);
    await page.waitForFunction(() => document.querySelectorAll('.directory tbody tr').length === 1);
    expect(await page.innerText('.directory tbody')).toContain(HOSTILE);
    await page.fill('#containing', 'agent50');
    await page.waitForSelector("[data-key='agent50']");
    await person.logOut();
    expect([...page.errors, ...person.page.errors]).toEqual([]);
  });
}
