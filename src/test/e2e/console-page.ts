import { mkdirSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from './browser';
import { PASSWORD } from './site';

const PICTURES = new URL('../../../target/console/', import.meta.url).pathname;
const IMAGES = new URL('../../../docs/images/', import.meta.url).pathname;
/** Those that the README shows, by the names they have there. */
const SHOWN: Readonly<Record<string, string>> = {
  'day-en-1366': 'day',
  'history-call-en-1366': 'history',
  'directory-en-1366-edit': 'groups',
};

/** The console, in the words of who uses it. */
export class ConsolePage {
  private constructor(readonly page: Page & { errors: string[] }) {}

  static async open(context: BrowserContext, url: string, query = ''): Promise<ConsolePage> {
    const page = await openPage(context);
    page.on('console', (m) => m.type() === 'error' && page.errors.push(m.text()));
    await page.goto(`${url}/console/${query}`);
    return new ConsolePage(page);
  }

  static async signedIn(
    context: BrowserContext,
    url: string,
    query = '',
    user = 'supervisor',
  ): Promise<ConsolePage> {
    const board = await ConsolePage.open(context, url, query);
    await board.signIn(user);
    await board.live();
    return board;
  }

  async signIn(user: string, password = PASSWORD): Promise<void> {
    await this.page.fill('#user', user);
    await this.page.fill('#password', password);
    await this.page.click('#sign-in .primary');
  }

  async live(): Promise<void> {
    await this.page.waitForSelector("#line[data-line='live']");
    await this.page.waitForSelector('#line .node', { state: 'attached' }); // the board is there
  }

  /** By the links of the console. */
  async enter(room: string): Promise<void> {
    await this.page.click(`.rooms a:text-is("${room}")`);
    await this.page.waitForSelector(`.rooms [aria-current='page']:text-is("${room}")`);
  }

  tile(name: string): Promise<string> {
    return this.page.innerText(`[data-tile='${name}'] .value`);
  }

  async tileShows(name: string, text: string): Promise<void> {
    await this.page.waitForSelector(`[data-tile='${name}'] .value:has-text("${text}")`);
  }

  group(id: string): Promise<string> {
    return this.page.innerText(`[data-group='${id}']`);
  }

  /** The agents that are listed, top to bottom. */
  agents(): Promise<string[]> {
    return this.page.locator('.agents tbody .name').allInnerTexts();
  }

  agent(id: string): Promise<string> {
    return this.page.innerText(`[data-agent='${id}']`);
  }

  async status(id: string, status: string): Promise<void> {
    await this.page.waitForSelector(`[data-agent='${id}'][data-status='${status}']`);
  }

  /** By the dialog, with its confirmation. */
  async force(id: string, to: string, reason: string): Promise<void> {
    await this.page.click(`[data-agent='${id}'] .force`);
    await this.page.click(`[name='to'][value='${to}']`);
    await this.page.fill('#force-reason', reason);
    await this.page.click('.dialog-buttons .primary');
    await this.page.click('#force-confirm');
  }

  async outcome(text: string): Promise<void> {
    await this.page.waitForSelector(`.outcome:has-text("${text}")`);
  }

  async picture(name: string, fullPage = false): Promise<void> {
    mkdirSync(PICTURES, { recursive: true });
    await this.page.screenshot({ path: `${PICTURES}${name}.png`, fullPage });
    const shown = SHOWN[name];
    if (shown && process.env['CTI_E2E_PICTURE']) {
      await this.page.screenshot({ path: `${IMAGES}${shown}.png` });
    }
  }

  overflow(): Promise<number> {
    return this.page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  }
}
