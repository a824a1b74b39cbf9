import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { StartedGateway } from '../support/commands.ts';
import { type Browser, launch, openPage, untilQuiet, violationsOf } from './browser.ts';
import { workWithSdks } from './clients.ts';
import { startGateway } from './gateway.ts';

const PAGES = [
  'secrets',
  'secrets?secret=orders-db&in=default',
  'journal',
  'journal?door=aliyun&outcome=failed',
  'receipt',
  'receipt?grade=vendor-document',
  'clock',
  'faults',
  'state',
  'migration',
  'connect',
];

let gateway: StartedGateway;
let browser: Browser;

before(async () => {
  gateway = await startGateway();
  await workWithSdks(gateway.url);
  browser = await launch();
});
after(async () => {
  await browser.close();
  await gateway.stop();
});

for (const language of ['en', 'zh'] as const)
  for (const theme of ['light', 'dark'] as const)
    test(`axe-core finds nothing on any page: ${language}, ${theme}`, async () => {
      const page = await openPage(browser, { language, theme }, []);
      for (const address of PAGES) {
        await page.goto(`${gateway.url}/_dragoman/#${address}`);
        await untilQuiet(page);
        if (address.includes('failed')) {
          await page.locator('.list-row').first().click();
          await untilQuiet(page);
        }
        assert.deepEqual(await violationsOf(page), [], address);
      }
      await page.close();
    });

for (const width of [360, 2_560])
  test(`nothing is cut off at a width of ${width}`, async () => {
    const page = await openPage(browser, { size: { width, height: 900 } }, []);
    for (const address of PAGES) {
      await page.goto(`${gateway.url}/_dragoman/#${address}`);
      await untilQuiet(page);
      for (const element of ['document.documentElement', 'document.querySelector("main")'])
        assert.equal(await page.evaluate(`${element}.scrollWidth - ${element}.clientWidth`), 0, address);
    }
    await page.close();
  });
