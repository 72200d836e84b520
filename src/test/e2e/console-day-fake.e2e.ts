import { describe, expect, it } from 'vitest';
import { check } from './accessibility';
import { ConsoleBench } from './console-bench';

describe('the day', () => {
  const bench = new ConsoleBench();
  const rows = '.slots tbody tr';

  it('is drawn, and told in figures, of all groups and of one', async () => {
    const { page } = await bench.signedIn('#/day');
    await page.waitForSelector('.chart canvas');
    expect(await page.locator('.chart canvas').count()).toBe(3);
    expect(await page.innerText('.charts figcaption >> nth=0')).toContain('447 offered');
    await page.click('.slots summary');
    expect(await page.locator(rows).count()).toBe(18);
    expect(await page.innerText(`${rows} >> nth=4`)).toMatch(/42\s+38\s+4/);
    await page.selectOption('#day-group', 'sales');
    await page.waitForSelector(`${rows} >> nth=4 >> text=17`);
    expect(page.errors).toEqual([]);
  });

  it('says so where it is not told', async () => {
    const { page } = await bench.signedIn('#/day');
    await page.waitForSelector('.chart canvas');
    bench.bridge.cut();
    await page.waitForSelector('.not-live');
    expect(await page.locator('.chart canvas').count()).toBe(3);
  });

  it('of a night without calls is an empty chart', async () => {
    bench.bridge.course = () => ({ slotMs: 1_800_000, slots: [] });
    const { page } = await bench.signedIn('#/day');
    await page.waitForSelector('.chart canvas');
    expect(await page.innerText('.charts figcaption >> nth=0')).toContain('0 offered');
    expect(page.errors).toEqual([]);
  });

  it.each([
    ['en-US', 1366, 768],
    ['zh-CN', 1366, 768],
    ['en-US', 390, 844],
    ['zh-CN', 390, 844],
  ])('can be read by everybody: %s at %i', async (locale, width, height) => {
    await bench.context.close();
    bench.context = await bench.browser.newContext({ locale, viewport: { width, height } });
    const console = await bench.signedIn('#/day');
    await console.page.waitForSelector('.chart canvas');
    await check(console.page);
    expect(await console.overflow()).toBeLessThanOrEqual(0);
    await console.picture(`day-${locale.slice(0, 2)}-${width}`, true);
  });
});
