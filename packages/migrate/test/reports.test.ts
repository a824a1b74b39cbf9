import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';

import { checkGate } from '../src/plan-file/gate.ts';
import { htmlOf } from '../src/report/html.ts';
import { junitOf } from '../src/report/junit.ts';
import { markdownOf } from '../src/report/markdown.ts';
import { LANGUAGES, messagesOf } from '../src/report/messages/messages.ts';
import { reportOf } from '../src/report/report.ts';
import { sarifOf } from '../src/report/sarif.ts';
import { textOf } from '../src/report/text.ts';
import { RULES } from '../src/rules/catalogue.ts';
import { expectNoPlanted, plantedPlan } from './planted.ts';
import { NOW } from './vectors.ts';

const plan = plantedPlan();
const gate = checkGate(plan, NOW);
const waiver = { rule: '*-ROTATION', secret: '*', reason: 'by hand', until: '2027-01-31' };
const waived = plantedPlan('huawei', {
  waivers: [waiver, { ...waiver, rule: '*-ACCESS' }, { ...waiver, rule: '*-TAG-CHARSET' }],
});

const OUTPUTS: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    LANGUAGES.flatMap((language) =>
      Object.entries({ text: textOf, markdown: markdownOf, html: htmlOf }).map(([format, render]) => [
        `${format} ${language}`,
        () => render(reportOf(plan, gate, language)),
      ]),
    ),
  ),
  junit: () => junitOf(plan, gate),
  sarif: () => sarifOf(plan, gate),
};

test.each(Object.entries(OUTPUTS))('%s holds no value in any encoding', (_, render) => {
  const text = render();
  expect(text.length).toBeGreaterThan(5_000);
  expectNoPlanted(text);
});

describe('both languages', () => {
  test.each([...RULES.keys()])('tell of %s', (id) => {
    const direction = id.split('-').slice(0, 2).join('-');
    const aspect = id.slice(direction.length + 1);
    expect(messagesOf('zh').ruleText(aspect, direction)).toEqual({
      why: expect.stringMatching(/\p{Script=Han}/u),
      propose: expect.stringMatching(/\p{Script=Han}|ignore_changes/u),
    });
  });

  test('say the same of the totals', () => {
    const [english, chinese] = LANGUAGES.map((language) => reportOf(plan, gate, language).headline);
    expect(english).toMatch(
      /^10000 secrets aliyun:.* → huawei: 0 kept, 0 changed, \d+ lost, 0 refused · gate changed: broken$/,
    );
    expect(chinese).toMatch(
      /^10000 个凭据 aliyun:.* → huawei：保留 0，改变 0，丢失 \d+，拒绝 0 · 门槛 changed：未通过$/,
    );
  });

  test('have the same sections', () => {
    const [english, chinese] = LANGUAGES.map((language) => markdownOf(reportOf(plan, gate, language)).split('\n'));
    const shape = (lines: readonly string[] = []): string[] => lines.map((line) => line.slice(0, 1));
    expect(shape(chinese)).toEqual(shape(english));
  });
});

test('HTML is one file that loads and runs nothing, and shows names as they are', () => {
  const html = htmlOf(reportOf(plan, gate));
  expect(html).not.toMatch(/<script|<img|<link|src=|@import|url\(/);
  expect(html).toContain('<td>app/1@@b@@@@@</td>');
  const named = { ...plan, secrets: plan.secrets.map((secret) => ({ ...secret, from: { name: '<b onload="x">&' } })) };
  expect(htmlOf(reportOf(named, gate))).toContain('<td>&lt;b onload=&quot;x&quot;&gt;&amp;</td>');
});

test('Markdown shows a name as it is', () => {
  const named = { ...plan, secrets: plan.secrets.map((secret) => ({ ...secret, from: { name: 'a|b<i>*c*\n[d]\\' } })) };
  expect(markdownOf(reportOf(named, gate))).toContain(String.raw`| a\|b&lt;i>\*c\* \[d\]\\ |`);
});

describe('JUnit', () => {
  test('fails what is worse than the gate allows, and skips what is waived', () => {
    expect(junitOf(plan, gate)).toContain(
      '<testsuite name="ALI-HW" tests="10000" failures="10000" errors="0" skipped="0"',
    );
    const text = junitOf(waived, checkGate(waived, NOW));
    expect(text).toContain('tests="10000" failures="0" errors="0" skipped="10000"');
    expect(text).toContain('<skipped message="ALI-HW-ACCESS');
  });

  test('is well-formed whatever a secret is called', () => {
    const [first] = plan.secrets;
    const name = 'a"<>&\u0000\u001B\uD800\n\t';
    const named = { ...plan, secrets: [{ ...first, from: { name } }] } as typeof plan;
    expect(junitOf(named, gate)).toContain('name="a&quot;&lt;&gt;&amp;\u{FFFD}\u{FFFD}\u{FFFD}&#10;&#9;"');
  });
});

describe('SARIF', () => {
  const require = createRequire(import.meta.url);
  const folder = dirname(require.resolve('@microsoft/jest-sarif/package.json'));
  const schema = JSON.parse(readFileSync(join(folder, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8')) as object;
  const validate = new Ajv({
    strict: false,
    unicodeRegExp: false,
    validateFormats: false,
    validateSchema: false,
  }).compile(Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== 'id')));
  const logOf = (given: typeof plan): { runs: { results: { ruleId: string; level: string }[] }[] } =>
    JSON.parse(sarifOf(given, checkGate(given, NOW))) as ReturnType<typeof logOf>;

  const withFew = (given: typeof plan): typeof plan => ({ ...given, secrets: given.secrets.slice(0, 100) });

  test('fits its schema', () => {
    for (const given of [plan, waived, plantedPlan('bk')].map(withFew)) {
      validate(logOf(given));
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });

  test('has a level by verdict, and a fingerprint of its own for each result', () => {
    const { results = [] } = logOf(withFew(plan)).runs[0] ?? {};
    const levels = new Map(results.map(({ ruleId, level }) => [ruleId, level]));
    expect(levels.get('ALI-HW-ROTATION') ?? 'warning').toBe('warning');
    expect(levels.get('ALI-HW-ACCESS')).toBe('warning');
    expect(levels.get('ALI-HW-NAME-CHARSET')).toBe('note');
    const prints = results.map((result) =>
      JSON.stringify((result as { partialFingerprints?: object }).partialFingerprints),
    );
    expect(new Set(prints).size).toBe(results.length);
  });
});
