import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launch } from './browser';
import type { FakeAgent } from './fake-agent';
import { FakeNode } from './fake-node';
import { FakePlatform } from './fake-platform';
import { RecorderPage } from './recorder-page';
import { CALLER } from './site';

const SIGNED_IN = ['onConnect', 'onLogin', 'onReady'];
const AWAY_AND_BACK = ['onDisconnect', 'onConnect'];
const AFTER_CALL = ['onHangup', 'onReady'];

describe.each(['websocket', 'sockjs'])('a page of two nodes, by %s', (transport) => {
  let browser: Browser;
  let context: BrowserContext;
  let site: FakeNode;
  let platform: FakePlatform;
  let nodes: FakeNode[];
  let agent: FakeAgent;
  let page: RecorderPage;
  let heartbeatMs: number | null = null;

  beforeAll(async () => {
    browser = await launch();
    site = await FakeNode.start();
  });

  beforeEach(async () => {
    platform = new FakePlatform();
    platform.heartbeatMs = heartbeatMs ?? platform.heartbeatMs;
    nodes = [await FakeNode.start(platform), await FakeNode.start(platform)];
    site.servers = nodes.map((node) => node.url);
    agent = platform.agent('agent2');
    context = await browser.newContext();
    const url = nodes.map((node) => `${node.url.replace('http', 'ws')}/ws`);
    page = await RecorderPage.signedIn(context, site.url, {
      url,
      token: 'token-agent2',
      transport,
    });
  });

  afterEach(async () => {
    await context.close();
    nodes.forEach((node) => node.stop());
  });

  afterAll(async () => {
    await browser.close();
    site.stop();
  });

  const present = () => nodes.find((node) => agent.isAt(node)) as FakeNode;

  async function talk(): Promise<void> {
    agent.ringFrom(CALLER);
    await page.times('onRing', 1);
    await page.command('offhook');
  }

  describe('its node dies', () => {
    it('in mid-call, and nothing else happens', async () => {
      await talk();
      present().stop();
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', ...AWAY_AND_BACK, 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
      await page.command('hold');
      await page.command('hangup');
      expect(await page.names('onReady')).toEqual([...all, 'onHold', ...AFTER_CALL]);
    });

    it('in the moment of a ring', async () => {
      present().stop();
      agent.ringFrom(CALLER);
      const all = [...SIGNED_IN, ...AWAY_AND_BACK, 'onRing', 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
      const [, ring] = (await page.told()).find(([name]) => name === 'onRing') ?? [];
      expect(ring).toMatchObject({ popScreenNo: CALLER, direction: 'INBOUND' });
      await page.command('offhook');
      expect(await page.names('onAnswer')).toEqual([...all, 'onAnswer']);
    });

    it('and the phone answers and holds by itself meanwhile', async () => {
      agent.ringFrom(CALLER);
      await page.times('onRing', 1);
      present().stop();
      agent.answered();
      agent.heldByPhone();
      const all = [...SIGNED_IN, 'onRing', ...AWAY_AND_BACK, 'onAnswer', 'onHold', 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
    });

    it('and one call ends, and the next one rings meanwhile', async () => {
      await talk();
      present().stop();
      agent.callerHangsUp();
      agent.ringFrom('13900002222');
      const news = [...AFTER_CALL, 'onRing', 'onSnapshot'];
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', ...AWAY_AND_BACK, ...news];
      expect(await page.names('onSnapshot')).toEqual(all);
      const calls = (await page.told()).map(([name, data]) => [name, data as { callId?: string }]);
      const ids = calls.flatMap(([, data]) => (data as { callId?: string })?.callId ?? []);
      expect(ids).toEqual(['agent2-1', 'agent2-1', 'agent2-1', 'agent2-2']);
    });
  });

  describe('its node goes silent', () => {
    it('a command finds out, and is carried out by the other one', async () => {
      await talk();
      const frozen = present();
      frozen.freeze();
      expect(await page.command('hold')).toEqual({ callId: 'agent2-1' });
      const news = [...AWAY_AND_BACK, 'onSnapshot', 'onHold'];
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', ...news];
      expect(await page.names('onHold')).toEqual(all);
      frozen.thaw();
      await page.command('unhold');
      expect(await page.names('onUnhold')).toEqual([...all, 'onUnhold']);
    });
  });

  describe('its node goes silent between two heartbeats', () => {
    beforeAll(() => {
      heartbeatMs = 500;
    });
    afterAll(() => {
      heartbeatMs = null;
    });

    it('the next one finds out, and what was missed is told', async () => {
      present().freeze();
      agent.ringFrom(CALLER);
      const all = [...SIGNED_IN, ...AWAY_AND_BACK, 'onRing', 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
    });
  });

  describe('its node says moving', () => {
    it('in mid-call: the page is never away', async () => {
      await talk();
      const leaving = present();
      leaving.leave();
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
      leaving.stop();
      await page.command('hangup');
      expect(await page.names('onReady')).toEqual([...all, ...AFTER_CALL]);
    });

    it('and what happens in that moment is told by one of the two', async () => {
      present().leave();
      agent.ringFrom(CALLER);
      agent.answered();
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', 'onSnapshot'];
      expect(await page.names('onSnapshot')).toEqual(all);
      agent.callerHangsUp();
      expect(await page.names('onReady')).toEqual([...all, ...AFTER_CALL]);
    });

    it('again and again in one call, as nodes are restarted one by one', async () => {
      await talk();
      for (let restarts = 1; restarts <= 4; restarts++) {
        present().leave();
        await page.times('onSnapshot', restarts);
        await page.command(restarts % 2 ? 'hold' : 'unhold');
      }
      const round = ['onSnapshot', 'onHold', 'onSnapshot', 'onUnhold'];
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', ...round, ...round];
      expect(await page.names('onUnhold')).toEqual(all);
    });

    it('while the other one is down: the page stays until the node is gone, and waits', async () => {
      await talk();
      const leaving = present();
      const other = nodes.find((node) => node !== leaving) as FakeNode;
      other.freeze();
      leaving.leave();
      await page.command('hold');
      leaving.stop();
      await page.times('onDisconnect', 1);
      agent.callerHangsUp();
      other.thaw();
      const news = ['onHold', ...AWAY_AND_BACK, ...AFTER_CALL, 'onSnapshot'];
      const all = [...SIGNED_IN, 'onRing', 'onAnswer', ...news];
      expect(await page.names('onSnapshot')).toEqual(all);
    });
  });
});
