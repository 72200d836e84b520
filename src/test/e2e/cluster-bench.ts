import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { AgentPage } from './agent-page';
import { launch } from './browser';
import { type Cluster, startCluster } from './cluster';
import { ConsolePage } from './console-page';
import { PROFILE } from './scenarios';

/** Two nodes and a browser for the tests of a file, and in each of them a window of their own for everybody. */
export class ClusterBench {
  cluster!: Cluster;
  browser!: Browser;
  private readonly windows: BrowserContext[] = [];

  constructor() {
    beforeAll(async () => {
      this.cluster = await startCluster(2);
      this.browser = await launch();
    }, 240_000);
    afterEach(async () => {
      await this.cluster.callersHangUp();
      await Promise.all(this.windows.splice(0).map((window) => window.close()));
    });
    afterAll(async () => {
      await this.browser?.close();
      await this.cluster?.stop();
    });
  }

  /** @param node from 1 */
  url(node: number): string {
    return this.cluster.urls[node - 1] ?? '';
  }

  /** A page behind another in the same window would be drawn once a second only. */
  async window(): Promise<BrowserContext> {
    const window = await this.browser.newContext(PROFILE);
    this.windows.push(window);
    return window;
  }

  async consoleAt(node: number, user = 'supervisor'): Promise<ConsolePage> {
    return ConsolePage.signedIn(await this.window(), this.url(node), '', user);
  }

  async agentAt(node: number, user: string): Promise<AgentPage> {
    return AgentPage.signedInAt(await this.window(), this.url(node), user);
  }
}
