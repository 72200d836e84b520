import type { Page } from 'playwright-core';
import { expect, it } from 'vitest';
import { openPage } from './browser';
import { serveAppendix } from './other-origin';
import type { Stage } from './scenarios';
import { CALLER } from './site';

/** The page of the integration document, as an integrator has it on a web server of their own. */
export function appendixScenario(on: Stage): void {
  it("the document's page works from another origin, button by button", async () => {
    const origin = await serveAppendix(on.site.url);
    const page = await openPage(on.context);
    await page.setViewportSize({ width: 1920, height: 1080 }); // its log panel covers smaller ones
    await page.goto(origin.url);
    await recordStates(page);
    try {
      await signIn(page);
      await changeStates(page);
      await takeCall(on, page);
      await callOut(on, page);
      await laterButtons(page);
      await press(page, '登出');
      await state(page, '登出');
      expect(await page.innerText('#extNo')).toBe('');
      expect(page.errors).toEqual([]);
    } finally {
      origin.stop();
    }
  });
}

async function signIn(page: Page): Promise<void> {
  await press(page, '获取授权');
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('#token')?.value);
  await press(page, '初始化');
  await state(page, '已连接');
  await press(page, '登录');
  await state(page, '已登录');
  expect(await page.innerText('#extNo')).toBe('1001');
}

async function changeStates(page: Page): Promise<void> {
  await press(page, '空闲');
  await state(page, '空闲');
  await press(page, '置忙');
  await state(page, '忙碌');
  await press(page, '小休');
  await state(page, '小休');
}

async function takeCall(on: Stage, page: Page): Promise<void> {
  await press(page, '空闲');
  await state(page, '空闲');
  on.site.callIn(CALLER);
  await state(page, '振铃中');
  expect(await page.innerText('#info')).toBe(CALLER);
  await press(page, '摘机');
  await state(page, '通话中');
  await holdAndRetrieve(page);
  await press(page, '挂机');
  await state(page, '挂机');
  expect(await page.innerText('#info')).toBe('');
  await state(page, '空闲'); // ready again, by itself
}

/** The document has no callbacks for them: what the platform allows tells that they happened. */
async function holdAndRetrieve(page: Page): Promise<void> {
  await press(page, '保持');
  await allows(page, 'unhold');
  await press(page, '取消保持');
  await allows(page, 'hold');
}

async function callOut(on: Stage, page: Page): Promise<void> {
  await press(page, '置忙');
  await state(page, '忙碌');
  await page.fill('#makecall', '13800002222');
  await press(page, '拨打');
  await state(page, '振铃中');
  expect(await page.innerText('#info')).toBe('13800002222');
  await state(page, '外呼中');
  on.site.calleeAnswers('13800002222');
  await state(page, '通话中');
  await press(page, '挂机');
  await state(page, '挂机');
  await state(page, '忙碌'); // as before the call
}

/** There is no call to do it with: refused by the platform, harmless to the page. */
async function laterButtons(page: Page): Promise<void> {
  await press(page, '保持');
  await press(page, '取消保持');
  for (const text of ['转接', '转接技能组', '咨询', '咨询转', '咨询取回']) {
    await press(page, text);
  }
}

async function allows(page: Page, command: string): Promise<void> {
  await page.waitForFunction(
    // a `let` of the page's script, as the document has it: no property of the window
    `ctibar.state.allowed.includes(${JSON.stringify(command)})`,
  );
}

async function press(page: Page, text: string): Promise<void> {
  await page.click(`button:text-is("${text}")`);
}

/** Some states last no longer than a blink: all that #state ever said is kept, in order. */
async function recordStates(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen: string[] = [];
    const element = document.querySelector('#state') as HTMLElement;
    Object.assign(window, { seenStates: seen });
    new MutationObserver((changes) =>
      changes.forEach((c) => c.addedNodes.forEach((n) => seen.push(n.textContent ?? ''))),
    ).observe(element, { childList: true });
  });
}

/** Waits for a state and forgets all before it. */
async function state(page: Page, text: string): Promise<void> {
  await page.waitForFunction((expected) => {
    const seen = (window as unknown as { seenStates: string[] }).seenStates;
    const at = seen.indexOf(expected);
    if (at >= 0) {
      seen.splice(0, at + 1);
    }
    return at >= 0;
  }, text);
}
