import { createHash, randomUUID } from 'node:crypto';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { FakeNode } from '../fake-node';
import type { Session } from '../fake-platform';
import { PASSWORD } from '../site';
import { cli, FS_CLI, SwitchLeg, until } from './switch';
import { launchWithAudio, WebPhone } from './web-phone';

/** An extension of that switch, its password 1234. */
const EXTENSION = process.env['SIP_EXTENSION'] ?? '1097';
const SERVER = process.env['SIP_SERVER'] ?? 'ws://127.0.0.1:5066';
const DOMAIN = '127.0.0.1';
const ECHO = 'loopback/9196/default';

const ha1 = createHash('md5').update(`${EXTENSION}:${DOMAIN}:1234`).digest('hex');
const SETTINGS = {
  type: 'webrtc',
  uri: `sip:${EXTENSION}@${DOMAIN}`,
  realm: DOMAIN,
  ha1,
  servers: [SERVER],
};

/** The fake platform with a real switch behind one agent. */
class Platform {
  readonly node: FakeNode;
  readonly reattached: (() => void)[] = [];
  leg: SwitchLeg | null = null;
  private calls = 0;

  constructor(node: FakeNode) {
    this.node = node;
    node.phones.push(SERVER);
    const { agent } = this;
    const plain = agent.command.bind(agent);
    agent.command = (from, name, args, settle) => {
      if (name === 'phone') {
        settle({ code: 0, msg: 'ok', data: SETTINGS });
      } else if (name === 'reattach') {
        this.reattached.push(() => settle({ code: 0, msg: 'ok', data: {} }));
      } else {
        plain(from, name, args, settle);
      }
    };
  }

  get agent() {
    return this.node.platform.agent('admin');
  }

  /** A caller is offered to the agent. */
  offer(variables: Record<string, string> = {}, then = '&park()'): SwitchLeg {
    this.agent.ringFrom('13800001111');
    const header = { 'sip_h_X-CTI-Call': `admin-${++this.calls}` };
    this.leg = this.ring({ ...header, ...variables }, then);
    return this.leg;
  }

  ring(variables: Record<string, string>, then = '&park()'): SwitchLeg {
    const all = { park_after_bridge: 'true', hangup_after_bridge: 'false', ...variables };
    return SwitchLeg.ring(randomUUID(), `user/${EXTENSION}`, all, then);
  }

  /** The switch told that the agent's phone was answered. */
  answered(): void {
    this.agent.command({} as Session, 'offhook', {}, () => undefined);
  }
}

describe.skipIf(!FS_CLI)('the phone in the page, on a real switch', () => {
  let browser: Browser;
  let context: BrowserContext;
  let node: FakeNode;
  let platform: Platform;

  beforeAll(async () => {
    browser = await launchWithAudio();
  });

  beforeEach(async () => {
    node = await FakeNode.start();
    platform = new Platform(node);
    context = await browser.newContext();
  });

  afterEach(async () => {
    await context.close();
    platform.leg?.kill();
    node.stop();
  });

  afterAll(() => browser.close());

  const open = () => WebPhone.registered(context, node.url, 'admin', PASSWORD);

  async function flows(phone: WebPhone): Promise<void> {
    const before = await phone.audio();
    await until('voice passes both ways', async () => {
      const now = await phone.audio();
      return (
        now.sent > before.sent + 25 &&
        now.received > before.received + 25 &&
        now.energy > before.energy
      );
    });
  }

  async function inCall(phone: WebPhone, then = '&echo()'): Promise<SwitchLeg> {
    const leg = platform.offer({}, then);
    await phone.works('RINGING');
    await phone.press('offhook');
    await leg.answered();
    platform.answered();
    await phone.works('TALKING');
    return leg;
  }

  it('registers', async () => {
    await open();
    expect(cli(`sofia_contact ${EXTENSION}@${DOMAIN}`)).toContain('sofia/internal/sip:');
  });

  it('a call that comes is answered, and voice passes', async () => {
    const phone = await open();
    await inCall(phone);
    await flows(phone);
    expect((await phone.audio()).codecs).toContain('audio/opus');
  });

  it('a call that the switch wants answered is', async () => {
    const phone = await open();
    const leg = platform.ring({ sip_auto_answer: 'true' }, '&echo()');
    await leg.answered();
    await flows(phone);
    leg.kill();
    await until('the leg is closed in the page', async () => (await phone.legs()) === 0);
  });

  it('muted, it sends silence', async () => {
    const phone = await open();
    await inCall(phone);
    await flows(phone);
    tell(platform, 'onMute', { callId: 'admin-1', muted: true });
    await until('the echo is silent', async () => {
      const before = await phone.audio();
      await until(
        'a second passes',
        async () => (await phone.audio()).received > before.received + 50,
      );
      return (await phone.audio()).energy - before.energy < 1e-6;
    });
    tell(platform, 'onMute', { callId: 'admin-1', muted: false });
    await flows(phone);
  });

  it('the end of a call comes by the platform when SIP does not tell it', async () => {
    const phone = await open();
    const leg = await inCall(phone);
    await phone.cutLine();
    await phone.is('registered');
    leg.kill();
    platform.agent.callerHangsUp();
    await until('the leg is closed in the page', async () => (await phone.legs()) === 0);
  });

  it('after a broken WebSocket a new leg takes the place of the old one', async () => {
    const phone = await open();
    const customer = SwitchLeg.ring(randomUUID(), ECHO, { park_after_bridge: 'true' }, '&park()');
    await customer.answered();
    const old = await inCall(phone, '&park()');
    customer.bridge(old);
    await flows(phone);
    await phone.cutLine();
    await phone.is('unreachable');
    await reattach(customer, old);
    await flows(phone);
    expect(await phone.legs()).toBe(1);
    platform.leg?.kill();
    await until('a BYE comes', async () => (await phone.legs()) === 0);
    customer.kill();
  });

  it('a page reloaded in mid-call gets its call again', async () => {
    const phone = await open();
    const customer = SwitchLeg.ring(randomUUID(), ECHO, { park_after_bridge: 'true' }, '&park()');
    await customer.answered();
    const old = await inCall(phone, '&park()');
    customer.bridge(old);
    await flows(phone);
    await phone.page.reload();
    await phone.is('registered');
    expect(customer.isThere).toBe(true);
    await reattach(customer, old);
    await flows(phone);
    customer.kill();
  });

  it('a second tab takes over when the first is closed', async () => {
    const first = await open();
    const second = await WebPhone.open(context, node.url);
    await second.signIn('admin', PASSWORD);
    await second.is('elsewhere');
    const leg = platform.offer({}, '&echo()');
    await second.works('RINGING');
    await second.press('offhook');
    await leg.answered();
    platform.answered();
    await flows(first);
    await first.close();
    await second.is('registered');
    await until('it asks for its call', () => platform.reattached.length > 0);
  });

  /** As the platform does it: a new leg that answers by itself, bridged to the customer; then the old one ends. */
  async function reattach(customer: SwitchLeg, old: SwitchLeg): Promise<void> {
    await until('the page asks for its call', () => platform.reattached.length > 0);
    const fresh = platform.ring({
      'sip_h_X-CTI-Reattach': 'admin-1',
      sip_auto_answer: 'true',
    });
    platform.leg = fresh;
    await fresh.answered();
    customer.bridge(fresh);
    old.kill();
    platform.reattached.splice(0).forEach((settle) => settle());
  }
});

function tell(platform: Platform, event: string, data: object): void {
  (platform.agent as unknown as { tell(event: string, data: object): void }).tell(event, data);
}
