import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from './browser';
import { CALLER, PASSWORD, type Site } from './site';

/** Our page, in the words of who uses it. */
export class AgentPage {
  private constructor(readonly page: Page & { errors: string[] }) {}

  static open(context: BrowserContext, site: Site): Promise<AgentPage> {
    return AgentPage.openAt(context, site.url);
  }

  static async openAt(context: BrowserContext, url: string): Promise<AgentPage> {
    const page = await openPage(context);
    await page.goto(url);
    return new AgentPage(page);
  }

  static async signedIn(context: BrowserContext, site: Site, user: string): Promise<AgentPage> {
    return AgentPage.signedInAt(context, site.url, user);
  }

  static async signedInAt(context: BrowserContext, url: string, user: string): Promise<AgentPage> {
    const agent = await AgentPage.openAt(context, url);
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

  /** `state`: the agent's work in lower case, `none` without a call. */
  async call(state: string): Promise<void> {
    await this.page.waitForSelector(`#call[data-call='${state}']`);
  }

  async ready(): Promise<void> {
    await this.press('ready');
    await this.tone('ready');
  }

  /** Ready, rung by an outside caller and talking to it. */
  async takeCall(site: Site, name = ''): Promise<void> {
    await this.ready();
    site.callIn(CALLER, name);
    await this.call('ringing');
    await this.press('offhook');
    await this.call('talking');
  }

  async handOver(how: 'transfer' | 'consult', to: string): Promise<void> {
    await this.press(how);
    await this.page.fill('#target', to);
    await this.press('handover-send');
  }

  /** @param to somebody whose phone answers */
  async consult(site: Site, to: string): Promise<void> {
    await this.handOver('consult', to);
    await this.party(to, 'ringing');
    site.calleeAnswers(to);
    await this.party(to, 'talking');
  }

  /** Waits until that one is shown so beside the agent's own call. */
  async party(number: string, state: 'ringing' | 'talking' | 'held'): Promise<void> {
    await this.page.waitForSelector(
      `#party-list [data-state='${state}'] strong:text-is("${number}")`,
    );
  }

  async shows(id: string, text: string): Promise<void> {
    await this.page.waitForSelector(`#${id}:text-is("${text}")`);
  }

  async seen(id: string): Promise<void> {
    await this.page.waitForSelector(`#${id}:not([aria-disabled='true'])`);
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
