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
    return this.page.innerText(`[data-group=${quoted(id)}]`);
  }

  /** The agents that are listed, top to bottom. */
  agents(): Promise<string[]> {
    return this.page.locator('.agents tbody .name').allInnerTexts();
  }

  agent(id: string): Promise<string> {
    return this.page.innerText(`[data-agent=${quoted(id)}]`);
  }

  async status(id: string, status: string): Promise<void> {
    await this.page.waitForSelector(`[data-agent=${quoted(id)}][data-status='${status}']`);
  }

  /** By the dialog, with its confirmation. */
  async force(id: string, to: string, reason: string): Promise<void> {
    await this.askForce(id, to, reason);
    await this.page.click('#force-confirm');
  }

  /** Up to the question whether that is meant: Enter says so. */
  async askForce(id: string, to: string, reason: string): Promise<void> {
    await this.page.click(`[data-agent='${id}'] .force`);
    await this.page.click(`[name='to'][value='${to}']`);
    await this.page.fill('#force-reason', reason);
    await this.page.click('.dialog-buttons .primary');
    await this.page.waitForSelector('#force-confirm:focus');
  }

  /** @param how further selectors of the row, or of something in it */
  async caller(number: string, how = ''): Promise<void> {
    await this.page.waitForSelector(`${rowOf(number)}${how}`);
  }

  async noCaller(number: string): Promise<void> {
    await this.page.waitForSelector(rowOf(number), { state: 'detached' });
  }

  /** What is to be done with a caller who waits: Enter does it. */
  async askCall(number: string, act: string, reason: string, group = ''): Promise<void> {
    await this.page.click(`${rowOf(number)} .act button`);
    await this.page.check(`[name='act'][value='${act}']`);
    if (group) {
      await this.page.selectOption('#call-group', group);
    }
    await this.page.fill('#call-reason', reason);
  }

  /** Of the people, groups or numbers that are listed. */
  async edit(key: string): Promise<void> {
    await this.page.click(`[data-key=${quoted(key)}] .act button`);
    await this.page.waitForSelector('.edit');
  }

  /** The form for something new. */
  async fillIn(fields: Readonly<Record<string, string>>): Promise<void> {
    await this.page.click('#new');
    for (const [name, text] of Object.entries(fields)) {
      await this.page.fill(`#edit-${name}`, text);
    }
  }

  async addMember(username: string): Promise<void> {
    await this.page.fill('#edit-members', username);
    await this.page.press('#edit-members', 'Enter');
    await this.page.waitForSelector(`[aria-label=${quoted(`Take ${username} out`)}]`);
  }

  async saved(key: string): Promise<void> {
    await this.page.waitForSelector(`.said:text-is(${quoted(`Saved: ${key}`)})`);
    await this.page.waitForSelector('.edit', { state: 'detached' });
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

/** Within a selector. */
function quoted(text: string): string {
  return JSON.stringify(text);
}

function rowOf(number: string): string {
  return `.calls tbody tr:has-text("${number}")`;
}
