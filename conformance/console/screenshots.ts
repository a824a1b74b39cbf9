/**
 * Makes the screenshots of docs/console.md and docs/zh/console.md, once `conformance/console/run` has installed what it
 * takes. Look at each before it is committed: `node conformance/console/screenshots.ts`.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { controlClient } from '../../packages/gateway/src/index.ts';
import { launch, openPage, type Page, untilQuiet } from './browser.ts';
import { workWithSdks } from './clients.ts';
import { startGateway } from './gateway.ts';
import { makePlan } from './plan.ts';

const DOCS = fileURLToPath(new URL('../../docs', import.meta.url));

/** The pages, and what is clicked on them first. */
const SHOTS: readonly (readonly [name: string, address: string, clicked?: string])[] = [
  ['secrets', 'secrets?secret=orders-db&in=default'],
  ['journal', 'journal?outcome=failed', '.list-row'],
  ['receipt', 'receipt?grade=official-sdk-seen'],
  ['clock', 'clock'],
  ['faults', 'faults'],
  ['state', 'state'],
  ['migration', 'migration'],
  ['connect', 'connect'],
];

const plan = await makePlan();
const gateway = await startGateway();
const browser = await launch();
await workWithSdks(gateway.url);
const control = controlClient({ url: gateway.url });
await control.sandboxes.create({ label: 'suite-one' });
await control.snapshots.save({ name: 'before-the-release' });
await control.faults.preset({ preset: 'huawei-throttle', match: { operation: 'ShowSecretVersion' } });
await control.faults.add({
  rules: [{ match: { door: 'aliyun', operation: 'GetSecretValue' }, fault: { latency_ms: 800 }, ttl_seconds: 600 }],
});
for (const language of ['en', 'zh'] as const) {
  const folder = join(DOCS, ...(language === 'zh' ? ['zh'] : []), 'console');
  mkdirSync(folder, { recursive: true });
  const theme = language === 'en' ? 'light' : 'dark';
  const page = await openPage(browser, { language, theme, size: { width: 1_280, height: 800 } }, []);
  for (const shot of SHOTS) await take(page, folder, shot);
  await page.close();
}
await browser.close();
await gateway.stop();

async function take(page: Page, folder: string, [name, address, clicked]: (typeof SHOTS)[number]): Promise<void> {
  await page.goto(`${gateway.url}/_dragoman/#${address}`);
  await untilQuiet(page);
  if (name === 'migration') await page.locator('input[type="file"]').setInputFiles(plan);
  await untilQuiet(page);
  if (clicked !== undefined) await page.locator(clicked).first().click();
  await untilQuiet(page);
  await page.screenshot({ path: join(folder, `${name}.png`) });
}
