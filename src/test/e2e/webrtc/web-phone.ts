import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

/** A microphone that hums and a loudspeaker that nobody hears; whoever is asked for them agrees. */
const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
  ...['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'],
  ...['--autoplay-policy=no-user-gesture-required', '--ignore-certificate-errors'],
];

export function launchWithAudio(more: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: [...FLAGS, ...more] });
}

/** What passed so far, of all legs of the page. */
export interface Audio {
  sent: number;
  received: number;
  /** How loud what came was, added up; silence adds nothing. */
  energy: number;
  codecs: string[];
}

/** Runs in the page before its scripts: what they make can be looked at. */
function watch(): void {
  const page = window as unknown as Record<string, unknown>;
  const keep = (name: string, list: string) => {
    const made: unknown[] = [];
    page[list] = made;
    page[name] = new Proxy(page[name] as object, {
      construct(target, args, self) {
        const one = Reflect.construct(target as never, args as never[], self as never) as object;
        made.push(one);
        return one;
      },
    });
  };
  keep('RTCPeerConnection', 'madeConnections');
  keep('WebSocket', 'madeSockets');
  let real: object;
  Object.defineProperty(window, 'Ctibar', {
    get: () => real,
    set: (sdk: object) => {
      real = new Proxy(sdk, {
        construct(target, args, self) {
          const made = Reflect.construct(target as never, args as never[], self as never) as object;
          page['ctibar'] = made;
          return made;
        },
      });
    },
  });
}

interface Stat {
  type: string;
  packetsSent?: number;
  packetsReceived?: number;
  totalAudioEnergy?: number;
  mimeType?: string;
}

interface Sdk {
  state: { work: string; call: { callId: string } | null };
  phone: { state: { state: string; reason: string | null } };
  [method: string]: unknown;
}

type Watched = typeof window & {
  ctibar?: Sdk;
  madeConnections: RTCPeerConnection[];
  madeSockets: WebSocket[];
};

/** The agent's page with its telephone in it, in the words of who uses it. */
export class WebPhone {
  private constructor(readonly page: Page) {}

  static async open(context: BrowserContext, url: string): Promise<WebPhone> {
    await context.grantPermissions(['microphone'], { origin: new URL(url).origin });
    const page = await context.newPage();
    await page.addInitScript(watch);
    await page.goto(url);
    return new WebPhone(page);
  }

  /** As after a reload: the page goes on by itself with the token that it kept. */
  static async withToken(context: BrowserContext, url: string, token: string): Promise<WebPhone> {
    await context.addInitScript((kept) => sessionStorage.setItem('ctibar.token', kept), token);
    return WebPhone.open(context, url);
  }

  /** Signs in on the page at `url` and waits until its phone can be called. */
  static async registered(
    context: BrowserContext,
    url: string,
    user: string,
    password: string,
  ): Promise<WebPhone> {
    const phone = await WebPhone.open(context, url);
    await phone.signIn(user, password);
    await phone.is('registered');
    return phone;
  }

  async signIn(user: string, password: string): Promise<void> {
    await this.page.fill('#user', user);
    await this.page.fill('#password', password);
    await this.page.click('#sign-in button');
  }

  /** Waits for a state of the phone. */
  async is(state: string, timeout = 15_000): Promise<void> {
    const reached = (wanted: string) => (window as Watched).ctibar?.phone.state.state === wanted;
    await this.page.waitForFunction(reached, state, { timeout, polling: 20 });
  }

  /** Waits for what the agent does: `IDLE`, `RINGING`, `TALKING`, … */
  async works(work: string, timeout = 15_000): Promise<void> {
    const reached = (wanted: string) => (window as Watched).ctibar?.state.work === wanted;
    await this.page.waitForFunction(reached, work, { timeout, polling: 20 });
  }

  /** A button of the page, by its id: `offhook`, `hangup`, `hold`, … */
  async press(id: string): Promise<void> {
    await this.page.click(`#${id}:not([aria-disabled='true'])`);
  }

  /** A method of the SDK. */
  call(method: string, ...args: unknown[]): Promise<unknown> {
    const run = ({ method, args }: { method: string; args: unknown[] }) =>
      ((window as Watched).ctibar?.[method] as (...args: unknown[]) => unknown)(...args);
    return this.page.evaluate(run, { method, args });
  }

  /** Peer connections that are not closed. */
  legs(): Promise<number> {
    return this.page.evaluate(
      () => (window as Watched).madeConnections.filter((c) => c.signalingState !== 'closed').length,
    );
  }

  /** Since the page was loaded. */
  legsMade(): Promise<number> {
    return this.page.evaluate(() => (window as Watched).madeConnections.length);
  }

  /** For who looks for the fault. */
  situation(): Promise<string> {
    return this.page.evaluate(() => {
      const { state, phone } = (window as Watched).ctibar ?? {};
      const problem = document.querySelector('#problem')?.textContent ?? '';
      return [state?.work, phone?.state.state, problem].filter(Boolean).join(', ');
    });
  }

  audio(): Promise<Audio> {
    return this.page.evaluate(async () => {
      const sum = { sent: 0, received: 0, energy: 0, codecs: [] as string[] };
      for (const connection of (window as Watched).madeConnections) {
        (await connection.getStats()).forEach((s: Stat) => {
          sum.sent += s.type === 'outbound-rtp' ? (s.packetsSent ?? 0) : 0;
          sum.received += s.type === 'inbound-rtp' ? (s.packetsReceived ?? 0) : 0;
          sum.energy += s.type === 'inbound-rtp' ? (s.totalAudioEnergy ?? 0) : 0;
          sum.codecs.push(...(s.type === 'codec' ? [s.mimeType ?? ''] : []));
        });
      }
      return sum;
    });
  }

  /** Cuts the WebSocket to the switch, as a network does. */
  async cutLine(): Promise<void> {
    await this.page.evaluate(() =>
      (window as Watched).madeSockets.filter((s) => s.protocol === 'sip').forEach((s) => s.close()),
    );
  }

  close(): Promise<void> {
    return this.page.close();
  }
}
