import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import type { StartedGateway } from '../support/commands.ts';
import { type Browser, launch, openPage, type Page, STORED } from './browser.ts';
import { startGateway } from './gateway.ts';

const TOKEN = 'a-control-token-of-this-suite';

let gateway: StartedGateway;
let browser: Browser;
let page: Page;

before(async () => {
  gateway = await startGateway('--host', '0.0.0.0', '--control-token', TOKEN);
  browser = await launch();
  page = await openPage(browser, {}, []);
});
after(async () => {
  await browser.close();
  await gateway.stop();
});

test('a gateway that others reach asks for its token, and the browser keeps none of it', async () => {
  await page.goto(`${gateway.url}/_dragoman/`);
  await page.getByLabel('Control token').fill('not-the-token-of-it');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('Control token').fill(TOKEN);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText('No secret yet').waitFor();
  const kept = await page.evaluate<string>(STORED);
  assert.ok(!kept.includes(TOKEN) && !(await page.content()).includes(TOKEN));
  await page.goto(`${gateway.url}/_dragoman/#journal`);
  await page.getByText('No request fits').waitFor();
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.getByLabel('Control token').waitFor();
});
