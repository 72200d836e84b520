import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from './browser';
import { PASSWORD, type Site } from './site';

/** Our page, in the words of who uses it. */
export class AgentPage {
  private constructor(readonly page: Page & { errors: string[] }) {}

  static async open(context: BrowserContext, site: Site): Promise<AgentPage> {
    const page = await openPage(context);
    await page.goto(site.url);
    return new AgentPage(page);
  }

  static async signedIn(context: BrowserContext, site: Site, user: string): Promise<AgentPage> {
    const agent = await AgentPage.open(context, site);
    await agent.signIn(user);
    await agent.settled();
    return agent;
  }

  async signIn(user: string, password = PASSWORD): Promise<void> {
    await this.page.fill('#user', user);
    await this.page.fill('#password', password);
    await this.page.click('#sign-in button');
  }

  /** Signed in, whatever the state is. */
  async settled(): Promise<void> {
    await this.page.waitForSelector('#desk:not([hidden]) #logout:not([hidden])');
  }

  async press(id: string): Promise<void> {
    await this.page.click(`#${id}:not([aria-disabled='true'])`);
  }

  async tone(tone: string): Promise<void> {
    await this.page.waitForSelector(`#state[data-tone='${tone}']`);
  }

  async call(state: 'none' | 'ringing' | 'dialing' | 'talking'): Promise<void> {
    await this.page.waitForSelector(`#call[data-call='${state}']`);
  }

  async ready(): Promise<void> {
    await this.press('ready');
    await this.tone('ready');
  }

  text(id: string): Promise<string> {
    return this.page.innerText(`#${id}`);
  }

  async connected(): Promise<void> {
    await this.page.waitForSelector("#connection[data-connection='connected']");
  }

  /** Leaves nothing behind for the next test: the agent is signed out. */
  async logOut(): Promise<void> {
    await this.press('logout');
    await this.page.waitForSelector('#login:not([hidden])');
  }
}
