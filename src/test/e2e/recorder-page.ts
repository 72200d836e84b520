import type { BrowserContext, Page } from 'playwright-core';
import { openPage } from './browser';

/** Told after each event, whatever happened, and by phones of pages. */
const LEFT_OUT = ['onState', 'onPhone'];

interface Recording {
  told: [name: string, data: unknown][];
  ctibar: Record<string, (...args: string[]) => Promise<unknown>>;
}

/** An integrator's page that writes down each callback. */
export class RecorderPage {
  private constructor(private readonly page: Page) {}

  /** @param site where `dist/ctibar.js` lies */
  static async signedIn(
    context: BrowserContext,
    site: string,
    config: { url: readonly string[]; token: string; transport?: string },
  ): Promise<RecorderPage> {
    const page = await openPage(context);
    await page.goto(site);
    await page.evaluate(
      async ({ config, leftOut }) => {
        const told: Recording['told'] = [];
        const note = (_: object, name: string) => (data: unknown) => {
          if (!leftOut.includes(name)) {
            told.push([name, data]);
          }
        };
        const { Ctibar } = window as unknown as { Ctibar: new (...args: unknown[]) => never };
        const ctibar = new Ctibar(config, new Proxy({}, { get: note })) as Recording['ctibar'];
        Object.assign(window, { recording: { told, ctibar } });
        void ctibar['initSDK']?.();
        await ctibar['login']?.();
        await ctibar['ready']?.();
      },
      { config, leftOut: LEFT_OUT },
    );
    return new RecorderPage(page);
  }

  /** @returns what the promise resolved with, or the name of the error */
  command(name: string, ...args: string[]): Promise<unknown> {
    return this.page.evaluate(
      ([name, ...args]) => {
        const { ctibar } = (window as unknown as { recording: Recording }).recording;
        return ctibar[name as string]?.(...args).catch((e: Error) => e.name);
      },
      [name, ...args],
    );
  }

  async told(): Promise<Recording['told']> {
    return this.page.evaluate(() => (window as unknown as { recording: Recording }).recording.told);
  }

  /** All callbacks so far by name, once the newest is that one. */
  async names(last: string): Promise<string[]> {
    await this.page.waitForFunction((last) => {
      const { told } = (window as unknown as { recording: Recording }).recording;
      return told[told.length - 1]?.[0] === last;
    }, last);
    return (await this.told()).map(([name]) => name);
  }

  /** Waits for a callback to come that often in all. */
  async times(name: string, count: number): Promise<void> {
    await this.page.waitForFunction(
      ([name, count]) => {
        const { told } = (window as unknown as { recording: Recording }).recording;
        return told.filter((call) => call[0] === name).length === count;
      },
      [name, count] as const,
    );
  }
}
