import { describe, expect, it } from '@jest/globals';

import { htmlOf, isPassed, junitOf, markdownOf, type RunReport } from '@dragoman/reports';
import { EN } from '../src/retry/messages/en.ts';
import { findingText } from '../src/retry/messages/message-types.ts';
import { ZH } from '../src/retry/messages/zh.ts';
import type { Finding } from '../src/retry/judge.ts';

const REPORT: RunReport = {
  ...{ kind: 'retry', language: 'en', title: 'A <title>', headline: '2 cases', notes: ['a & b'] },
  tables: [
    { title: 'aliyun X', columns: ['case', 'verdict'], rows: [{ cells: ['a|b', 'no\ngood'], verdict: 'broken' }] },
  ],
  checks: [
    { group: 'aliyun X', name: 'one', verdict: 'passed', messages: [], seconds: 0.5 },
    { group: 'aliyun X', name: 'two', verdict: 'broken', messages: ['"quoted"', 'a second'], seconds: 1 },
    { group: 'connections', name: 'three', verdict: 'skipped', messages: ['why'], seconds: 0 },
  ],
};

describe('the writers of reports', () => {
  it('JUnit has a suite for each group, with its counts', () => {
    const xml = junitOf(REPORT);
    expect(xml).toContain('<testsuites name="dragoman rehearse retry" tests="3" failures="1" errors="0" skipped="1"');
    expect(xml).toContain('<testsuite name="aliyun X" tests="2" failures="1" errors="0" skipped="0" time="1.500">');
    expect(xml).toContain(
      '<failure type="broken" message="&quot;quoted&quot;">&quot;quoted&quot;&#10;a second</failure>',
    );
    expect(xml).toContain('<skipped message="why"/>');
  });

  it('HTML and Markdown escape what they are given', () => {
    expect(htmlOf(REPORT)).toContain('<h1>A &lt;title&gt;</h1>');
    expect(htmlOf(REPORT)).toContain('<tr class="broken"><td>a|b</td>');
    expect(markdownOf(REPORT)).toContain(String.raw`| a\|b | no good |`);
  });

  it('a report is passed that has nothing broken', () => {
    expect(isPassed(REPORT)).toBe(false);
    expect(isPassed({ checks: REPORT.checks.filter(({ verdict }) => verdict !== 'broken') })).toBe(true);
  });
});

describe('the sentences of findings', () => {
  const findings: Finding[] = [
    { rule: 'fault-not-met' },
    { rule: 'not-recovered', failures: 2, attempts: 1 },
    { rule: 'permanent-retried', attempts: 5 },
    { rule: 'hot-loop', mean_ms: 1, at_least_ms: 50 },
    { rule: 'wait-shape', shape: 'fixed', allowed: ['exponential', 'jitter'] },
    { rule: 'hint-ignored', wait_ms: 10, hint_ms: 1_000 },
    { rule: 'too-many-attempts', attempts: 11, at_most: 10 },
    { rule: 'still-trying', seconds: 20 },
    { rule: 'failure-hidden' },
    { rule: 'impatient', exit: 1 },
    { rule: 'create-doubled', times: 2 },
  ];

  it.each(findings)('$rule has its numbers in both languages', (finding) => {
    const numbers = Object.values(finding).filter((part) => typeof part === 'number' && part > 1);
    for (const number of numbers) {
      expect(findingText(finding, EN)).toContain(String(number));
      expect(findingText(finding, ZH)).toContain(String(number));
    }
    expect(findingText(finding, ZH)).toMatch(/\p{Script=Han}/u);
  });
});
