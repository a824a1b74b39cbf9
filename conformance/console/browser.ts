import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const load = createRequire(join(HERE, '.nodes', 'node_modules', 'none.js'));

/** Finds elements of a page. */
interface Locator {
  click(): Promise<void>;
  fill(text: string): Promise<void>;
  press(key: string): Promise<void>;
  waitFor(options?: { readonly state?: 'visible' | 'hidden' }): Promise<void>;
  textContent(): Promise<string | null>;
  count(): Promise<number>;
  first(): Locator;
  isVisible(): Promise<boolean>;
  selectOption(value: string): Promise<unknown>;
  setInputFiles(file: string): Promise<void>;
}

/** As much of a page of Playwright as these tests need. */
export interface Page {
  goto(url: string): Promise<unknown>;
  url(): string;
  content(): Promise<string>;
  locator(selector: string): Locator;
  getByRole(role: string, options?: { readonly name?: string | RegExp; readonly exact?: boolean }): Locator;
  getByLabel(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  getByText(text: string | RegExp, options?: { readonly exact?: boolean }): Locator;
  keyboard: { press(key: string): Promise<void>; type(text: string): Promise<void> };
  /** The value of an expression in the page; of a promise, what it resolves to. */
  evaluate<T>(expression: string): Promise<T>;
  waitForFunction(expression: string): Promise<unknown>;
  waitForEvent(event: 'download'): Promise<{ path(): Promise<string> }>;
  setViewportSize(size: Size): Promise<void>;
  screenshot(options: { readonly path: string }): Promise<unknown>;
  on(event: 'console', listener: (message: { type(): string; text(): string }) => void): void;
  on(event: 'pageerror', listener: (error: Error) => void): void;
  close(): Promise<void>;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Context {
  newPage(): Promise<Page>;
  close(): Promise<void>;
}

/** The machine's browser. */
export interface Browser {
  newContext(options: object): Promise<Context>;
  close(): Promise<void>;
}

/** How a page looks. */
export interface Look {
  readonly language?: 'en' | 'zh';
  readonly theme?: 'light' | 'dark';
  readonly size?: Size;
}

/** Starts the machine's Chromium. */
export async function launch(): Promise<Browser> {
  const { chromium } = load('playwright-core') as { chromium: { launch(options: object): Promise<Browser> } };
  return chromium.launch({
    executablePath: process.env['CHROMIUM'],
    args: ['--no-sandbox', '--js-flags=--expose-gc', '--enable-precise-memory-info'],
  });
}

/** A page in a browser of its own, which fails the test where it reports an error. */
export async function openPage(browser: Browser, look: Look, problems: string[]): Promise<Page> {
  const { language = 'en', theme = 'light', size = { width: 1_440, height: 900 } } = look;
  const context = await browser.newContext({
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Europe/Berlin',
    colorScheme: theme,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  page.on('pageerror', (error) => {
    problems.push(error.message);
  });
  return page;
}

/** What axe-core finds wrong with a page, a line each. */
export async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(readFileSync(load.resolve('axe-core'), 'utf8'));
  const { violations } = await page.evaluate<{ violations: Violation[] }>('axe.run()');
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary.replace(/\s+/g, ' ')}`),
  );
}

interface Violation {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What the browser keeps beside the page itself. */
export const STORED = 'document.cookie + JSON.stringify({ ...localStorage, ...sessionStorage })';

/** What was copied last. */
export const CLIPBOARD = 'navigator.clipboard.readText()';

/** Until nothing has changed for a while: what a page loads is there. */
export async function untilQuiet(page: Page): Promise<void> {
  await page.evaluate(`(async () => {
    let last = '';
    for (let same = 0; same < 3; ) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      const now = document.body.innerText;
      same = now === last ? same + 1 : 0;
      last = now;
    }
  })()`);
}
