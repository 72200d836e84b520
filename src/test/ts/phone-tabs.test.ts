import { expect, it } from 'vitest';
import { FakeBrowser } from './support/fake-browser';
import { PhoneBench, settled } from './support/phone-bench';

async function twoTabs() {
  const browser = new FakeBrowser();
  const owner = await PhoneBench.registered(browser);
  const other = new PhoneBench(browser);
  await settled();
  return { owner, other };
}

it('one tab has the audio, the others know', async () => {
  const { owner, other } = await twoTabs();
  expect(owner.state).toBe('registered');
  expect(other.state).toBe('elsewhere');
  expect(other.done).toEqual([]);
});

it('when it closes another takes over, and takes up the call', async () => {
  const { owner, other } = await twoTabs();
  other.hear('onAnswer', 'TALKING', { callId: 'c1' });
  owner.runner.stop('quietly');
  await settled();
  other.phone.events.registered();
  expect(other.done).toEqual(['microphone', 'start']);
  expect(other.state).toBe('registered');
  expect(other.asked('reattach')).toHaveLength(1);
});

it('offhook in any tab answers in the one that has the audio', async () => {
  const { owner, other } = await twoTabs();
  [owner, other].forEach((tab) => tab.hear('onRing', 'RINGING'));
  owner.phone.invite('a');
  const answered = other.runner.offhook();
  expect(owner.done).toContain('answer a');
  other.hear('onAnswer', 'TALKING', { callId: 'c1' });
  await expect(answered).resolves.toEqual({ callId: 'c1' });
  expect(other.asked('offhook')).toEqual([]);
});

it('offhook is the server’s where the tab with the audio has no call either', async () => {
  const { other } = await twoTabs();
  void other.runner.offhook();
  expect(other.asked('offhook')).toHaveLength(1);
});

it('offhook is the server’s where that tab does not answer', async () => {
  const { owner, other } = await twoTabs();
  owner.hear('onRing', 'RINGING'); // it waits for the INVITE
  void other.runner.offhook();
  expect(other.asked('offhook')).toEqual([]);
  other.ring('tab2-1');
  expect(other.asked('offhook')).toHaveLength(1);
});

it('devices chosen in any tab are those of the call', async () => {
  const { owner, other } = await twoTabs();
  await other.runner.use({ output: 'headset' });
  expect(owner.done).toContain('use {"output":"headset"}');
});
