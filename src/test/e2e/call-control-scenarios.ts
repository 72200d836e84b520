import { expect, it } from 'vitest';
import { check } from './accessibility';
import { AgentPage } from './agent-page';
import { PROFILE, type Stage } from './scenarios';
import { CALLER, COLLEAGUE, NO_GROUP, NO_PHONE, REFUSING } from './site';

/** What an agent does with a call beyond taking it, on any platform. */
export function callControlScenarios(on: Stage): void {
  const signedIn = () => AgentPage.signedIn(on.context, on.site, on.user);

  async function inCall(): Promise<AgentPage> {
    const agent = await signedIn();
    await agent.takeCall(on.site);
    return agent;
  }

  async function finish(agent: AgentPage): Promise<void> {
    await agent.press('hangup');
    await agent.call('none');
    await agent.logOut();
    expect(agent.page.errors).toEqual([]);
  }

  it('puts a caller on hold and takes it back', async () => {
    const agent = await inCall();
    await agent.press('hold');
    await agent.call('held');
    expect(await agent.text('call-held')).toBe('On hold');
    expect(await agent.text('state-text')).toBe('On hold');
    await agent.press('unhold');
    await agent.call('talking');
    await finish(agent);
  });

  it('is muted visibly, and hold leaves it so', async () => {
    const agent = await inCall();
    await agent.press('mute');
    await agent.shows('call-muted', 'Muted');
    await agent.press('hold');
    await agent.call('held');
    await agent.press('unhold');
    await agent.press('unmute');
    await agent.seen('mute');
    expect(await agent.page.isVisible('#call-muted')).toBe(false);
    await finish(agent);
  });

  it('sends tones from the pad and the keyboard, and keeps the number for later', async () => {
    const agent = await signedIn();
    await agent.page.fill('#number', '1380000');
    await agent.takeCall(on.site);
    await agent.page.click('#pad >> text="1"');
    await tones(agent, '1');
    await agent.page.press('#number', '#');
    await tones(agent, '1#');
    await agent.press('hangup');
    await agent.call('none');
    expect(await agent.page.inputValue('#number')).toBe('1380000');
    await agent.logOut();
  });

  it('refuses a call', async () => {
    const agent = await signedIn();
    await agent.ready();
    on.site.callIn(CALLER);
    await agent.call('ringing');
    await agent.press('busy'); // or it would ring again
    await agent.press('reject');
    await agent.call('none');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('transfers to an extension', async () => {
    const agent = await inCall();
    await agent.handOver('transfer', COLLEAGUE);
    on.site.calleeAnswers(COLLEAGUE);
    await agent.call('none');
    await agent.tone('ready');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('transfers to a skill group', async () => {
    const agent = await inCall();
    await agent.press('busy'); // or the caller might come back
    await agent.press('transfer');
    await agent.page.check('#to-queue', { force: true });
    await agent.page.fill('#target', '2');
    await agent.press('handover-send');
    await agent.call('none');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('says in words why a transfer is not possible, and still has the call', async () => {
    const agent = await inCall();
    await agent.handOver('transfer', NO_PHONE);
    await agent.shows('problem', 'The phone is not reachable.');
    await agent.page.check('#to-queue', { force: true });
    await agent.page.fill('#target', NO_GROUP);
    await agent.press('handover-send');
    await agent.shows('problem', 'There is no such skill group.');
    await agent.page.press('#target', 'Escape');
    await agent.press('hold');
    await agent.call('held');
    await finish(agent);
  });

  it('consults and hands the caller over', async () => {
    const agent = await inCall();
    await agent.consult(on.site, COLLEAGUE);
    await agent.party(CALLER, 'held');
    await agent.press('consultComplete');
    await agent.call('none');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('consults, switches between both and takes the caller back', async () => {
    const agent = await inCall();
    await agent.consult(on.site, COLLEAGUE);
    await agent.press('alternate');
    await agent.party(COLLEAGUE, 'held');
    await agent.party(CALLER, 'talking');
    await agent.press('alternate');
    await agent.party(COLLEAGUE, 'talking');
    await agent.press('consultCancel');
    await agent.call('talking');
    expect(await agent.page.isVisible('#parties')).toBe(false);
    await finish(agent);
  });

  it('says in words why nobody can be consulted, and is with the caller again', async () => {
    const agent = await inCall();
    await agent.handOver('consult', REFUSING);
    await agent.shows('problem', 'The line is busy.');
    await agent.call('talking');
    expect(await agent.text('call-number')).toBe(CALLER);
    await finish(agent);
  });

  it('makes a conference of it and leaves the other two', async () => {
    const agent = await inCall();
    await agent.consult(on.site, COLLEAGUE);
    await agent.press('conference');
    await agent.call('conferenced');
    expect(await agent.page.locator('#party-list li').count()).toBe(3);
    await agent.press('mute');
    await agent.shows('call-muted', 'Muted');
    await agent.press('hangup');
    await agent.call('none');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('goes on with the colleague when the caller leaves the consultation', async () => {
    const agent = await inCall();
    await agent.consult(on.site, COLLEAGUE);
    on.site.callerHangsUp();
    await agent.call('talking');
    expect(await agent.text('call-number')).toBe(COLLEAGUE);
    expect(await agent.text('call-note')).toContain('The customer hung up');
    await finish(agent);
  });

  it('a reload in a consultation finds both parties', async () => {
    const agent = await inCall();
    await agent.consult(on.site, COLLEAGUE);
    await agent.press('mute');
    await agent.shows('call-muted', 'Muted');
    await agent.page.reload();
    await agent.call('consulting');
    await agent.party(CALLER, 'held');
    await agent.party(COLLEAGUE, 'talking');
    expect(await agent.text('call-muted')).toBe('Muted');
    await agent.press('consultCancel');
    await agent.call('talking');
    await finish(agent);
  });

  it('two tabs see and do the same', async () => {
    const first = await inCall();
    const second = await signedIn();
    await second.call('talking');
    await second.press('hold');
    await first.call('held');
    await first.press('unhold');
    await second.call('talking');
    await first.consult(on.site, COLLEAGUE);
    await second.party(COLLEAGUE, 'talking');
    await second.press('consultCancel');
    await first.call('talking');
    await finish(second);
  });

  it('is controlled by keyboard alone', async () => {
    const agent = await inCall();
    const keys = agent.page.keyboard;
    await keys.press('Alt+KeyO');
    await agent.call('held');
    await keys.press('Alt+KeyO');
    await agent.call('talking');
    await keys.press('Alt+KeyM');
    await agent.shows('call-muted', 'Muted');
    await keys.press('Alt+KeyC');
    await keys.type(COLLEAGUE);
    await keys.press('Enter');
    await agent.party(COLLEAGUE, 'ringing');
    on.site.calleeAnswers(COLLEAGUE);
    await agent.party(COLLEAGUE, 'talking');
    await keys.press('Alt+KeyS');
    await agent.party(COLLEAGUE, 'held');
    await keys.press('Alt+KeyC');
    await agent.call('talking');
    await keys.press('Alt+KeyT');
    await keys.press('Escape');
    expect(await agent.page.evaluate(() => document.activeElement?.id)).toBe('transfer');
    await keys.press('Alt+KeyH');
    await agent.call('none');
    await agent.logOut();
  });

  it('an accessibility checker finds nothing serious in a call either', async () => {
    const agent = await inCall();
    await check(agent.page);
    await agent.press('mute');
    await agent.press('hold');
    await agent.call('held');
    await check(agent.page);
    await agent.handOver('transfer', NO_PHONE);
    await agent.shows('problem', 'The phone is not reachable.');
    await check(agent.page);
    await agent.press('handover-cancel');
    await agent.consult(on.site, COLLEAGUE);
    await check(agent.page);
    await agent.press('conference');
    await agent.call('conferenced');
    await agent.page.emulateMedia({ colorScheme: 'dark' });
    await check(agent.page);
    await agent.press('hangup');
    await agent.call('none');
    on.site.callerHangsUp();
    await agent.logOut();
  });

  it('who is consulted sees the colleague first, then the caller', async () => {
    const agent = await inCall();
    const elsewhere = await on.browser.newContext(PROFILE);
    const other = await AgentPage.signedIn(elsewhere, on.site, 'agent46');
    await agent.handOver('consult', '1046');
    await other.page.waitForSelector("#call:not([data-call='none'])");
    on.site.calleeAnswers('1046');
    await other.call('talking');
    expect(await other.text('call-direction')).toBe('Internal call');
    await agent.press('consultComplete');
    await other.shows('call-number', CALLER);
    expect(await other.text('call-note')).toContain('handed this call over to you');
    await agent.call('none');
    await finish(other);
    await agent.logOut();
    await elsewhere.close();
  });
}

async function tones(agent: AgentPage, sent: string): Promise<void> {
  await agent.page.waitForFunction(
    (expected) => document.querySelector<HTMLInputElement>('#number')?.value === expected,
    sent,
  );
}
