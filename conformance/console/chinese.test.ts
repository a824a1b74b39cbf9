import assert from 'node:assert/strict';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { controlClient } from '../../packages/gateway/src/index.ts';
import type { StartedGateway } from '../support/commands.ts';
import { type Browser, launch, openPage, type Page, untilQuiet } from './browser.ts';
import { workWithSdks } from './clients.ts';
import { startGateway } from './gateway.ts';
import { makePlan } from './plan.ts';

let gateway: StartedGateway;
let browser: Browser;
let page: Page;

before(async () => {
  gateway = await startGateway();
  await workWithSdks(gateway.url);
  browser = await launch();
  page = await openPage(browser, { language: 'zh' }, []);
});
after(async () => {
  await browser.close();
  await gateway.stop();
});

const at = async (address: string): Promise<void> => {
  await page.goto(`${gateway.url}/_dragoman/#${address}`);
  await untilQuiet(page);
};

/** What the suite itself has written into the gateway. */
const OWN = ['Database of orders'];

/**
 * Runs of three English words and more that a reader sees or hears: code, names and values are none, nor are texts that
 * are marked as a vendor's own (`lang="en"`).
 */
const ENGLISH = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const texts = [...document.querySelectorAll('[aria-label], [title], [placeholder]')]
    .filter((element) => element.closest('[lang="en"]') === null)
    .flatMap((element) => ['aria-label', 'title', 'placeholder'].map((name) => element.getAttribute(name) ?? ''));
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node.parentElement.closest('code, .code, .mono, [lang="en"], script, datalist') === null) texts.push(node.data);
  return texts
    .map((text) => text.replace(/\`[^\`]*\`/g, ''))
    .filter((text) => !/^EN: /.test(text) && /[a-z][a-z']* [a-z'][a-z']* [a-z']+/i.test(text));
})()`;

async function expectNoEnglish(): Promise<void> {
  await untilQuiet(page);
  const found = await page.evaluate<string[]>(ENGLISH);
  assert.deepEqual(
    found.filter((text) => !OWN.includes(text)),
    [],
  );
}

for (const address of ['secrets', 'journal', 'receipt', 'clock', 'faults', 'state', 'migration', 'connect'])
  test(`the page has no English sentence: ${address}`, async () => {
    await at(address);
    await expectNoEnglish();
  });

test('nor has a secret with its answers and losses', async () => {
  await at('secrets?secret=orders-db&in=default');
  await page.getByText('SYSCURRENT').first().waitFor();
  await expectNoEnglish();
});

test('nor has what is not there', async () => {
  await at('secrets?secret=nothing-of-that-name&in=default');
  await page.getByText('没有凭据 nothing-of-that-name').first().waitFor();
  await expectNoEnglish();
});

test('nor has a signature that is explained, and a rejection by a rule, but for the vendor’s words', async () => {
  await at('journal?outcome=failed&door=aliyun');
  await page.locator('.list-row').first().click();
  await page.getByText('检查密钥').first().waitFor();
  await expectNoEnglish();
  await at('journal?outcome=failed&door=huawei');
  await page.locator('.list-row').first().click();
  await page.locator('.verdict').first().waitFor();
  await expectNoEnglish();
});

test('nor has a request that leads nowhere', async () => {
  await fetch(`${gateway.url}/v1/nowhere/secret`, { headers: { host: 'csms.cn-north-4.myhuaweicloud.com' } });
  await at('journal?outcome=failed');
  await page.locator('.list-row').first().click();
  await page.locator('.verdict').first().waitFor();
  await expectNoEnglish();
});

test('nor has what permissions reject', async () => {
  const control = controlClient({ url: gateway.url });
  const rights = { username: 'reader', permissions: ['access_business biz/3'] };
  const { identities } = await control.identities.create({ identities: [{ id: 'reader', bk: rights }] });
  const authorization = { ...identities['reader']?.['bk'], bk_username: 'reader' };
  const call = 'get_credential_detail?bk_scope_type=biz&bk_scope_id=2&id=x';
  await fetch(`${gateway.url}/api/bk-job/prod/api/v3/system/${call}`, {
    headers: { 'X-Bkapi-Authorization': JSON.stringify(authorization) },
  });
  await at('journal?outcome=failed&door=bk');
  await page.locator('.list-row').first().click();
  await page.getByText('没有语句允许').first().waitFor();
  await expectNoEnglish();
});

test('nor has what a form is told that does not fit', async () => {
  await at('clock');
  await page.getByLabel('时长').fill('soon');
  await page.getByLabel('时长').press('Enter');
  await page.getByText('不是时长').first().waitFor();
  await expectNoEnglish();
  await at('state');
  await page.getByLabel('名称').first().fill('no such name');
  await page.getByLabel('名称').first().press('Enter');
  await page.getByText('快照名称为').first().waitFor();
  await expectNoEnglish();
});

test('nor has a plan, and a file that is none', async () => {
  const broken = join(mkdtempSync(join(tmpdir(), 'dragoman-broken-')), 'plan.json');
  writeFileSync(broken, '{}');
  await at('migration');
  await page.locator('input[type="file"]').setInputFiles(broken);
  await page.getByText('不是迁移计划').first().waitFor();
  await expectNoEnglish();
  await page.locator('input[type="file"]').setInputFiles(await makePlan());
  await expectNoEnglish();
});
