import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  ...['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-sync'],
  ...['--disable-background-networking', '--disable-component-update'],
];

export function launch(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
  return chromium.launch({ executablePath, args: FLAGS });
}

/** A tab behind another is drawn once a second: a second page of the same browser gets a window of its own. */
async function newWindow(context: BrowserContext): Promise<Page> {
  const [first] = context.pages();
  if (!first) {
    return context.newPage();
  }
  const open = () => void window.open('about:blank', '_blank', 'noopener,popup');
  const [page] = await Promise.all([context.waitForEvent('page'), first.evaluate(open)]);
  return page;
}

const FORBIDDEN = 'forbidden by the policy of the page:';

/** Runs in the page before its scripts. */
function tellViolations(forbidden: string): void {
  document.addEventListener('securitypolicyviolation', (e) =>
    console.error(forbidden, e.effectiveDirective, e.blockedURI),
  );
}

/** A page that notes what goes wrong in it. */
export async function openPage(context: BrowserContext): Promise<Page & { errors: string[] }> {
  const page = await newWindow(context);
  const errors: string[] = [];
  await page.addInitScript(tellViolations, FORBIDDEN);
  page.on('console', (m) => m.text().startsWith(FORBIDDEN) && errors.push(m.text()));
  page.on('pageerror', (e) => errors.push(e.message));
  page.on('dialog', (dialog) => {
    errors.push(dialog.message());
    void dialog.dismiss();
  });
  return Object.assign(page, { errors });
}
