import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { ClusterBench } from './cluster-bench';
import type { ConsolePage } from './console-page';
import { Delays } from './delays';

const REASON = 'Two supervisors';

/** Each works at a node, and sees on the board what the other does, without reload. */
export function supervisorScenarios(on: ClusterBench): void {
  describe('what is done at one node is seen at the other', () => {
    const delays = new Delays();
    let here: ConsolePage;
    let there: ConsolePage;

    beforeEach(async () => {
      here = await on.consoleAt(1, 'admin');
      there = await on.consoleAt(2);
    });
    afterAll(() => console.log(`From one node to the other: ${delays.toString()}`));

    it('with an agent', async () => {
      const agent = await on.agentAt(1, 'agent8');
      await agent.ready();
      await here.status('agent8', 'ready');
      await there.status('agent8', 'ready');
      await here.askForce('agent8', 'rest', REASON);
      await delays.note('force rest', here.page, there.status('agent8', 'notReady'));
      await there.askForce('agent8', 'ready', REASON);
      await delays.note('force ready', there.page, here.status('agent8', 'ready'));
      await here.askForce('agent8', 'logout', REASON);
      await delays.note('force out', here.page, there.status('agent8', 'signedOut'));
      expect([here, there].flatMap(({ page }) => page.errors)).toEqual([]);
    });

    it('with callers', async () => {
      const [first, second] = ['13700000002', '13700000003'];
      await on.cluster.callIn({ from: first }, { from: second });
      const board = [here, there];
      await Promise.all(board.flatMap((b) => [b.caller(first), b.caller(second)]));
      await here.askCall(second, 'prefer', REASON);
      await delays.note('put first', here.page, there.caller(second, " [title='Priority']"));
      await here.askCall(first, 'move', REASON, '2');
      await delays.note('move', here.page, there.caller(first, ':has-text("sales")'));
      await there.askCall(first, 'end', REASON);
      await delays.note('end', there.page, here.noCaller(first));
      await here.askCall(second, 'end', REASON);
      await delays.note('end another', here.page, there.noCaller(second));
      await on.cluster.callsEnd();
      expect([here, there].flatMap(({ page }) => page.errors)).toEqual([]);
    });

    it('with people and groups', async () => {
      const { page } = here;
      const shown = (selector: string) => there.page.waitForSelector(selector);
      await here.enter('People');
      await here.edit('agent9');
      await page.fill('#edit-nickname', '张三');
      await delays.note('rename', page, shown("[data-agent='agent9'] .name:text-is('张三')"));
      await here.saved('agent9');
      await here.enter('Groups');
      const groups = (text: string) => shown(`[data-agent='agent9'] td.clipped:text-is("${text}")`);
      await groups('support');
      await here.edit('2');
      await here.addMember('agent9');
      await page.focus('#edit-name');
      await delays.note('member in', page, groups('support, sales'));
      await here.saved('2');
      await here.edit('2');
      await page.click("[aria-label='Take agent9 out']");
      await page.focus('#edit-name');
      await delays.note('member out', page, groups('support'));
      await here.saved('2');
      await here.edit('2');
      await page.fill('#edit-name', '销售');
      await delays.note('rename a group', page, shown("[data-group='2'] th:text-is('销售')"));
      await here.saved('2');
      await here.edit('2');
      await page.fill('#edit-name', 'sales');
      await delays.note('and back', page, shown("[data-group='2'] th:text-is('sales')"));
      expect([here, there].flatMap((board) => board.page.errors)).toEqual([]);
    });
  });
}
