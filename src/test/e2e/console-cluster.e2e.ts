import { describe, expect, it } from 'vitest';
import { administratorScenario } from './administrator-scenario';
import { ClusterBench } from './cluster-bench';
import { serveWallboard } from './other-origin';
import type { Caller } from './simulated-switch';
import { CALLER } from './site';
import { supervisorScenarios } from './supervisor-scenarios';

const PICTURE = new URL('../../../docs/images/console.png', import.meta.url).pathname;

function callers(count: number): Caller[] {
  return Array.from({ length: count }, () => ({ from: CALLER }));
}

describe('the console at one node, agents at another', () => {
  const on = new ClusterBench();
  const watch = () => on.consoleAt(2);
  const agentAt = (user: string) => on.agentAt(1, user);

  it('shows what an agent does there, without reload', async () => {
    const board = await watch();
    await board.status('agent2', 'signedOut');
    const agent = await agentAt('agent2');
    await board.status('agent2', 'notReady');
    await agent.ready();
    await board.status('agent2', 'ready');
    await board.tileShows('ready', '1');
    expect(board.page.errors).toEqual([]);
  });

  it('changes the presence of an agent there, who is told who and why', async () => {
    const board = await watch();
    const agent = await agentAt('agent3');
    await agent.ready();
    await board.status('agent3', 'ready');
    await board.force('agent3', 'rest', 'Lunch');
    await board.outcome('agent3');
    await agent.tone('away');
    await agent.page.waitForSelector('#problem:has-text("supervisor: Lunch")');
    await board.status('agent3', 'notReady');
  });

  it('two supervisors at two nodes see the same calls', async () => {
    const here = await watch();
    const there = await on.consoleAt(1);
    await on.cluster.callIn(...callers(3));
    await Promise.all([here, there].map((board) => board.tileShows('waiting', '3')));
    await on.cluster.callersHangUp();
    await Promise.all([here, there].map((board) => board.tileShows('waiting', '0')));
    const figures = await Promise.all([here, there].map((board) => board.group('1')));
    expect(figures[0]).toEqual(figures[1]);
    expect(figures[0]).toContain('3');
  });

  it('finds a call among those of the past, and who took part', async () => {
    const board = await watch();
    const { page } = board;
    await on.cluster.callIn(...callers(1));
    await board.tileShows('waiting', '1');
    await on.cluster.callersHangUp();
    await board.tileShows('waiting', '0');
    await board.enter('History');
    const newest = page.locator('.history tbody tr').first();
    await expect
      .poll(
        async () => {
          await page.click('.search .primary');
          await page.waitForSelector(".history [aria-busy='false']");
          return newest.innerText();
        },
        { timeout: 15_000, interval: 300 },
      )
      .toMatch(/Inbound.+7001.+support.+Not answered.+Caller/s);
    await newest.locator('a').click();
    await page.waitForSelector('.timeline li:has-text("Caller"):has-text("waited")');
    const download = page.waitForEvent('download');
    await page.keyboard.press('Escape');
    await page.click('#export');
    expect(await (await download).failure()).toBe(null);
    expect(page.errors).toEqual([]);
  });

  it('a wallboard of others shows who waits, as docs/wallboard.md has it', async () => {
    const { page } = await watch();
    const token = await page.evaluate(() => sessionStorage.getItem('ctibar.console.token'));
    const site = await serveWallboard(on.url(2), token ?? '');
    await page.goto(site.url);
    await page.waitForSelector('#line:text-is("live")');
    await on.cluster.callIn(...callers(2));
    await page.waitForSelector('tr:has-text("support") td:nth-child(2):text-is("2")');
    await on.cluster.callersHangUp();
    await page.waitForSelector('tr:has-text("support") td:nth-child(2):text-is("0")');
    expect(page.errors).toEqual([]);
    site.stop();
  });

  supervisorScenarios(on);
  administratorScenario(on);

  it.runIf(process.env['CTI_E2E_PICTURE'])('takes the picture of the README', async () => {
    const board = await watch();
    const first = await agentAt('agent4');
    const second = await agentAt('agent5');
    const third = await agentAt('agent6');
    await agentAt('agent7');
    await first.ready();
    await second.ready();
    await third.press('rest');
    await on.cluster.callIn(...callers(6));
    for (const agent of [first, second]) {
      await agent.call('ringing');
      await agent.press('offhook');
      await agent.call('talking');
    }
    await second.press('hold');
    await board.tileShows('talking', '2');
    await board.page.setViewportSize({ width: 1366, height: 768 });
    await board.page.mouse.move(0, 0);
    await board.page.screenshot({ path: PICTURE });
  });
});
