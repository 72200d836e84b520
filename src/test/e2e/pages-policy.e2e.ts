import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { AgentPage } from './agent-page';
import { openPage } from './browser';
import { ConsolePage } from './console-page';
import { FakeNode } from './fake-node';
import { FakeRegistrar } from './fake-registrar';
import { startNode } from './node';
import { serveStrictPage } from './other-origin';
import { PROFILE } from './scenarios';
import type { Site } from './site';
import { launchWithAudio } from './webrtc/web-phone';

/** Its extension is a phone in the page. */
const WITH_PHONE = { user: 'agent30', extension: '1030' };

describe('the pages of a node, under the policy that it sends', () => {
  let node: Site;
  let listed: FakeNode;
  let elsewhere: FakeNode;
  let registrar: FakeRegistrar;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    listed = await FakeNode.start();
    elsewhere = await FakeNode.start();
    registrar = await FakeRegistrar.start();
    browser = await launchWithAudio();
    node = await startNode({
      CTI_HTTP_SERVERS: listed.url,
      CTI_SIP_DOMAIN: 'cti.test',
      CTI_SIP_WEB_SOCKETS: registrar.url,
    });
  });

  beforeEach(async () => {
    context = await browser.newContext(PROFILE);
    await context.grantPermissions(['microphone'], { origin: node.url });
    listed.requests.length = 0;
    elsewhere.requests.length = 0;
  });

  afterEach(() => context.close());

  afterAll(async () => {
    await node?.stop();
    await browser.close();
    registrar.stop();
    elsewhere.stop();
    listed.stop();
  });

  it('an agent signs in and takes a call', async () => {
    const agent = await AgentPage.signedIn(context, node, 'agent20');
    await agent.takeCall(node);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
    expect(agent.page.errors).toEqual([]);
  });

  it('the phone in the page gets the microphone and registers at the switch', async () => {
    await givePhone(node.url, WITH_PHONE.extension);
    const agent = await AgentPage.signedIn(context, node, WITH_PHONE.user);
    await agent.shows('phone-text', 'Phone is ready');
    expect(agent.page.errors).toEqual([]);
    await agent.logOut();
  });

  it('a supervisor signs in and looks into every room', async () => {
    const board = await ConsolePage.signedIn(context, node.url, '', 'admin');
    for (const [room, content] of [
      ['Day', '.day canvas'],
      ['History', '.history'],
      ['People', '[data-key]'],
      ['Board', '.tiles'],
    ] as const) {
      await board.enter(room);
      await board.page.waitForSelector(content);
    }
    expect(board.page.errors).toEqual([]);
  });

  it('an address asks for another server, which is told and hears nothing', async () => {
    const agent = await AgentPage.openAt(context, `${node.url}/?server=${elsewhere.url}`);
    await agent.signIn('agent21');
    await agent.settled();
    await agent.page.reload(); // goes on with the token that it kept
    await agent.settled();
    expect(elsewhere.requests).toEqual([]);
    await agent.page.waitForSelector('#other-server:has-text("another server")');
    await check(agent.page);
    await agent.page.click('[data-language=zh]');
    expect(await agent.text('other-server')).toContain('另一台服务器');
    await agent.logOut();
  });

  it('a server that the operator lists is talked to, and gets no token of another', async () => {
    const agent = await AgentPage.signedIn(context, node, 'agent22');
    await agent.logOut();
    await agent.page.goto(`${node.url}/?server=${listed.url}`);
    await agent.signIn('agent22');
    await agent.settled();
    expect(listed.requests).toContain('POST /api/v1/base/auth');
    expect(listed.requests).toContain('GET /ws');
    expect(await agent.page.isVisible('#other-server')).toBe(false);
    expect(agent.page.errors).toEqual([]);
  });

  it('what a stranger smuggles into a page neither runs nor tells anybody', async () => {
    const { page } = await AgentPage.open(context, node);
    expect(await smuggled(page, elsewhere.url)).toEqual({ ran: false, told: false });
    expect(elsewhere.requests).toEqual([]);
  });

  it.each(['script', 'module'] as const)(
    'a site whose policy wants nonces has the SDK as a %s, and what it loads later',
    async (how) => {
      const site = await serveStrictPage(listed.url, how);
      const page = await openPage(context);
      await page.goto(site.url);
      await page.waitForFunction(() => 'Ctibar' in window);
      expect(await connected(page, listed.url)).toBe('agent23');
      expect(page.errors).toEqual([]);
      site.stop();
    },
  );
});

async function givePhone(url: string, extension: string): Promise<void> {
  const answer = async (path: string, request: RequestInit) => {
    const response = await fetch(`${url}/api/v1${path}`, request);
    return ((await response.json()) as { data: Record<string, unknown> }).data;
  };
  const credentials = { username: 'admin', password: 'c33367701511b4f6020ec61ded352059' };
  const { token } = await answer('/base/auth', {
    method: 'POST',
    body: JSON.stringify(credentials),
  });
  const headers = { authorization: `Bearer ${String(token)}`, 'content-type': 'application/json' };
  const path = `/extensions/${extension}`;
  const { version } = await answer(path, { headers });
  const body = JSON.stringify({ version, phone: 'webrtc', sipPassword: 'of-this-phone' });
  await answer(path, { method: 'PUT', headers, body });
}

/** An inline script, and a request to another server. */
function smuggled(page: Page, to: string): Promise<{ ran: boolean; told: boolean }> {
  return page.evaluate(async (to) => {
    const script = document.createElement('script');
    script.textContent = 'window.smuggled = true';
    document.body.append(script);
    const told = await fetch(to).then(
      () => true,
      () => false,
    );
    return { ran: 'smuggled' in window, told };
  }, to);
}

/** @returns as whom, without WebSockets */
function connected(page: Page, url: string): Promise<string> {
  return page.evaluate(async (url) => {
    const { Ctibar } = window as unknown as {
      Ctibar: new (config: object) => { initSDK(): Promise<{ user: string }> };
    };
    const config = { url: `${url}/ws`, token: 'token-agent23', transport: 'sockjs' };
    return (await new Ctibar(config).initSDK()).user;
  }, url);
}
