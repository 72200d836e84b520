import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launch } from './browser';
import { ConsolePage } from './console-page';
import { FakeBridge } from './fake-bridge';
import { PROFILE } from './scenarios';

/** A browser for the tests of a file, and for each of them a platform and a window of its own. */
export class ConsoleBench {
  bridge!: FakeBridge;
  browser!: Browser;
  context!: BrowserContext;

  constructor() {
    beforeAll(async () => {
      this.browser = await launch();
    });
    beforeEach(async () => {
      this.bridge = await FakeBridge.start();
      this.context = await this.newContext();
    });
    afterEach(async () => {
      await this.context.close();
      this.bridge.stop();
    });
    afterAll(() => this.browser.close());
  }

  newContext(): Promise<BrowserContext> {
    return this.browser.newContext({ ...PROFILE, viewport: { width: 1366, height: 768 } });
  }

  /** @param query of the address, and what comes behind its `#` */
  signedIn(query = '', user = 'supervisor'): Promise<ConsolePage> {
    return ConsolePage.signedIn(this.context, this.bridge.url, query, user);
  }
}
