import { describe, it } from 'vitest';
import { AgentPage } from './agent-page';
import { appendixScenario } from './appendix-scenario';
import { callControlScenarios } from './call-control-scenarios';
import { startNode } from './node';
import { agentScenarios, stage } from './scenarios';
import { COLLEAGUE } from './site';

const PICTURE = new URL('../../../docs/images/agent-bar.png', import.meta.url).pathname;

describe('on a real node', () => {
  const on = stage(startNode);
  appendixScenario(on);
  agentScenarios(on);
  callControlScenarios(on);

  it.runIf(process.env['CTI_E2E_PICTURE'])('takes the picture of the README', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, 'admin');
    await agent.page.setViewportSize({ width: 1366, height: 768 });
    await agent.takeCall(on.site, '王小明');
    await agent.consult(on.site, COLLEAGUE);
    await agent.page.mouse.move(0, 0);
    await agent.page.screenshot({ path: PICTURE });
    await agent.press('consultCancel');
    await agent.call('talking');
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });
});
