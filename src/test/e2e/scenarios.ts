import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { check } from './accessibility';
import { AgentPage } from './agent-page';
import { launch } from './browser';
import { BUSY_CALLEE, CALLER, PASSWORD, type Site } from './site';

export interface Stage {
  site: Site;
  browser: Browser;
  context: BrowserContext;
  /** A different one for each test: none finds what another left. */
  user: string;
}

const FIRST_USER = 10;
/** Without motion, for a colour on its way to another has neither's contrast. */
export const PROFILE = { locale: 'en-US', reducedMotion: 'reduce' } as const;

/** A site and a browser for one file of tests, and a fresh profile for each test. */
export function stage(start: () => Promise<Site>): Stage {
  const stage = {} as Stage;
  let users = FIRST_USER;
  beforeAll(async () => {
    stage.site = await start();
    stage.browser = await launch();
  });
  beforeEach(async () => {
    stage.user = `agent${users++}`;
    stage.context = await stage.browser.newContext(PROFILE);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') {
      await printLogs(stage.context, task.name);
      stage.site.callerHangsUp(); // or the caller would ring in the next test
    }
    await stage.context.close();
  });
  afterAll(async () => {
    await stage.browser?.close();
    await stage.site?.stop();
  });
  return stage;
}

/** What each page was told: for who looks for the fault. */
async function printLogs(context: BrowserContext, test: string): Promise<void> {
  for (const page of context.pages()) {
    const log = await page.textContent('#log', { timeout: 1_000 }).catch(() => null);
    console.error(`${test}: ${page.url()}\n${log ?? ''}`);
  }
}

/** What an agent does with our page, on any platform. */
export function agentScenarios(on: Stage): void {
  it('takes a call by keyboard alone', async () => {
    const agent = await AgentPage.open(on.context, on.site);
    await signInByKeyboard(agent.page, on.user);
    await agent.settled();
    await tabTo(agent.page, 'ready');
    await agent.page.keyboard.press('Enter');
    await agent.tone('ready');
    on.site.callIn(CALLER);
    await agent.call('ringing');
    expect(await agent.text('call-number')).toBe(CALLER);
    expect(await agent.text('announce')).toContain(CALLER);
    await agent.page.keyboard.press('Alt+KeyA');
    await agent.call('talking');
    await tabTo(agent.page, 'hangup');
    await agent.page.keyboard.press('Space');
    await agent.call('none');
    await agent.logOut();
    expect(agent.page.errors).toEqual([]);
  });

  it('calls an outside number', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.page.fill('#number', '1380000222');
    await agent.page.click('#pad >> text="2"');
    await agent.press('makecall');
    await agent.page.waitForSelector('#call:not([data-call=none])');
    on.site.calleeAnswers('13800002222');
    await agent.call('talking');
    expect(await agent.text('call-number')).toBe('13800002222');
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });

  it('a busy callee is told as what it is', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.page.fill('#number', BUSY_CALLEE);
    await agent.page.press('#number', 'Enter');
    await agent.page.waitForSelector('#call:not([data-call=none])');
    on.site.calleeIsBusy();
    await agent.page.waitForSelector('#problem:not(:empty)');
    expect(await agent.text('problem')).toBe('The line is busy.');
    await agent.call('none');
    await agent.logOut();
  });

  it('says in words why a call is not possible', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.page.fill('#number', '1002,&system(x)');
    await agent.press('makecall');
    await agent.page.waitForSelector('#problem:not(:empty)');
    expect(await agent.text('problem')).toContain('not a number');
    await agent.logOut();
  });

  it('a wrong password is told and nothing else happens', async () => {
    const agent = await AgentPage.open(on.context, on.site);
    await agent.signIn(on.user, 'wrong');
    await agent.page.waitForSelector('#sign-in-problem:not(:empty)');
    expect(await agent.text('sign-in-problem')).toContain('Wrong user name or password');
  });

  it('an accessibility checker finds nothing serious', async () => {
    const agent = await AgentPage.open(on.context, on.site);
    await check(agent.page);
    await agent.signIn(on.user);
    await agent.settled();
    await agent.ready();
    await check(agent.page);
    on.site.callIn(CALLER);
    await agent.call('ringing');
    await check(agent.page);
    await agent.press('offhook');
    await agent.call('talking');
    await agent.page.emulateMedia({ colorScheme: 'dark' });
    await check(agent.page);
    await agent.press('busy');
    await check(agent.page);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });

  it('a reload in a call finds the call', async () => {
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.ready();
    on.site.callIn(CALLER);
    await agent.call('ringing');
    await agent.press('offhook');
    await agent.call('talking');
    await agent.page.reload();
    await agent.call('talking');
    expect(await agent.text('call-number')).toBe(CALLER);
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
  });

  it('a second tab stays beside the first, and both see the state', async () => {
    const first = await AgentPage.signedIn(on.context, on.site, on.user);
    const second = await AgentPage.signedIn(on.context, on.site, on.user);
    await first.ready();
    await second.tone('ready');
    await second.press('busy');
    await first.tone('away');
    expect(await first.text('connection-text')).toBe('Connected');
    await second.logOut();
  });

  it('another browser takes over, the older page says so and stays out', async () => {
    const older = await AgentPage.signedIn(on.context, on.site, on.user);
    const elsewhere = await on.browser.newContext(PROFILE);
    const newer = await AgentPage.signedIn(elsewhere, on.site, on.user);
    await older.page.waitForSelector('#sign-in-problem:not(:empty)');
    expect(await older.text('sign-in-problem')).toContain('another browser');
    expect(await older.text('connection-text')).toBe('Not connected');
    await newer.ready();
    await newer.logOut();
    await elsewhere.close();
  });

  it('works without WebSockets, by SockJS', async () => {
    await on.context.addInitScript(() => {
      window.WebSocket = class {
        constructor() {
          throw new Error('no WebSockets here');
        }
      } as unknown as typeof WebSocket;
    });
    const agent = await AgentPage.signedIn(on.context, on.site, on.user);
    await agent.ready();
    on.site.callIn(CALLER);
    await agent.call('ringing');
    await agent.press('offhook');
    await agent.call('talking');
    await agent.press('hangup');
    await agent.call('none');
    expect(await agent.text('log')).toContain('connecting by sockjs');
    await agent.logOut();
  });
}

async function signInByKeyboard(page: Page, user: string): Promise<void> {
  await tabTo(page, 'user');
  await page.keyboard.press('Control+KeyA');
  await page.keyboard.type(user);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
}

async function tabTo(page: Page, id: string): Promise<void> {
  for (let i = 0; i < 60; i++) {
    if ((await page.evaluate(() => document.activeElement?.id)) === id) {
      return;
    }
    await page.keyboard.press('Tab');
  }
  throw new Error(`the keyboard never reaches #${id}`);
}
