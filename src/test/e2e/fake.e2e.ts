import { describe, expect, it } from 'vitest';
import { AgentPage } from './agent-page';
import { appendixScenario } from './appendix-scenario';
import { callControlScenarios } from './call-control-scenarios';
import { FakeNode } from './fake-node';
import { agentScenarios, stage } from './scenarios';
import { CALLER } from './site';

describe('on a platform of a few lines', () => {
  let node: FakeNode;
  const on = stage(async () => {
    node = await FakeNode.start();
    return {
      url: node.url,
      callIn: (from, displayName = '') => node.platform.ready()?.ringFrom(from, { displayName }),
      callerHangsUp: () => node.platform.withCaller(CALLER)?.callerHangsUp(),
      calleeAnswers: () => node.platform.waiting()?.calleeAnswers(),
      calleeIsBusy: () => node.platform.waiting()?.calleeIsBusy(),
      stop: () => Promise.resolve(node.stop()),
    };
  });

  appendixScenario(on);
  agentScenarios(on);
  callControlScenarios(on);

  it('a cut connection comes back by itself with what was missed', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.ready();
    await on.context.setOffline(true);
    node.cut();
    await agent.page.waitForSelector("#connection[data-connection='connecting']");
    node.platform.agent(on.user).ringFrom(CALLER);
    await on.context.setOffline(false);
    await agent.call('ringing');
    expect(await agent.text('call-number')).toBe(CALLER);
    node.platform.agent(on.user).callerHangsUp();
    await agent.call('none');
    await agent.logOut();
  });

  it.each([
    ['transfer_failed', 'nobody answered the transfer'],
    ['agent_lost', 'your phone was lost'],
  ])('says why a call came back: %s', async (reason, words) => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.ready();
    node.platform.agent(on.user).ringFrom(CALLER, { reason });
    await agent.call('ringing');
    expect(await agent.text('call-note')).toContain(words);
    expect(await agent.text('announce')).toContain(words);
    await agent.press('offhook');
    await agent.call('talking');
    expect(await agent.text('call-note')).toContain(words);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });

  it('no button moves when another comes or goes', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.page.setViewportSize({ width: 1366, height: 768 });
    await agent.takeCall(on.site);
    const place = async (id: string) => (await agent.page.locator(`#${id}`).boundingBox())?.y;
    const before = [await place('hangup'), await place('mute'), await place('log')];
    await agent.consult(on.site, '1002');
    expect([await place('hangup'), await place('mute'), await place('log')]).toEqual(before);
    await agent.press('conference');
    await agent.call('conferenced');
    expect([await place('hangup'), await place('mute'), await place('log')]).toEqual(before);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });

  it('a page whose policy forbids workers comes back, too', async () => {
    node.policy = "worker-src 'none'";
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.ready();
    node.cut();
    await agent.page.waitForFunction(
      () => document.querySelector('#log')?.textContent?.split('welcome').length === 3,
    );
    node.policy = null;
    await agent.logOut();
  });

  it('an old token leads back to the sign-in form', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.page.evaluate(() => sessionStorage.setItem('ctibar.token', 'token-nobody'));
    await agent.page.reload();
    await agent.page.waitForSelector('#sign-in-problem:not(:empty)');
    expect(await agent.text('sign-in-problem')).toBe('Please sign in again.');
    expect(await agent.page.isVisible('#desk')).toBe(false);
  });

  it('speaks the language of the browser, and another on request', async () => {
    const chinese = await on.browser.newContext({ locale: 'zh-CN' });
    const agent = await AgentPage.open(chinese, on.site);
    expect(await agent.page.innerText('#sign-in h2')).toBe('登录');
    await agent.page.click('[data-language=en]');
    await agent.page.reload();
    expect(await agent.page.innerText('#sign-in h2')).toBe('Sign in');
    expect(await agent.page.getAttribute('html', 'lang')).toBe('en');
    await chinese.close();
  });

  it.each([
    [1366, 768],
    [900, 800],
    [390, 844],
  ])('fits %i × %i', async (width, height) => {
    const agent = await AgentPage.open(on.context, on.site);
    await agent.page.setViewportSize({ width, height });
    await agent.signIn(on.user);
    await agent.settled();
    const overflow = () => document.documentElement.scrollWidth - window.innerWidth;
    expect(await agent.page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await agent.takeCall(on.site);
    await agent.press('transfer');
    expect(await agent.page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await agent.press('handover-cancel');
    await agent.consult(on.site, '1002');
    expect(await agent.page.evaluate(overflow)).toBeLessThanOrEqual(0);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });
});
