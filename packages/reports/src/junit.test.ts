import { expect, test } from '@jest/globals';

import { type JunitCase, junitReport } from './junit.ts';

const passed: JunitCase['outcome'] = { kind: 'passed' };
const skipped: JunitCase['outcome'] = { kind: 'skipped', message: 'why' };
const failed: JunitCase['outcome'] = { kind: 'failed', type: 'bad', message: '"a"', text: 'b' };

test('a report counts what it holds, as a whole and by suite', () => {
  const suites = [
    { name: 'first', madeAt: '2026-11-30T12:00:00.500Z', cases: [{ name: 'one', seconds: 0.25, outcome: passed }] },
    {
      name: 'second',
      cases: [
        { name: 'two', seconds: 1, outcome: failed },
        { name: 'three', outcome: skipped },
      ],
    },
  ];
  expect(junitReport('all', suites)).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="all" tests="3" failures="1" errors="0" skipped="1" time="1.250">
<testsuite name="first" tests="1" failures="0" errors="0" skipped="0" time="0.250" timestamp="2026-11-30T12:00:00">
<testcase classname="first" name="one" time="0.250"/>
</testsuite>
<testsuite name="second" tests="2" failures="1" errors="0" skipped="1" time="1.000">
<testcase classname="second" name="two" time="1.000"><failure type="bad" message="&quot;a&quot;">b</failure></testcase>
<testcase classname="second" name="three" time="0.000"><skipped message="why"/></testcase>
</testsuite>
</testsuites>
`);
});

test('names may hold anything', () => {
  const xml = junitReport('a<b', [{ name: '"&"', cases: [{ name: 'x\u0000\u001B\uD800\uFFFE\t', outcome: passed }] }]);
  expect(xml).toContain('<testsuites name="a&lt;b"');
  expect(xml).toContain('classname="&quot;&amp;&quot;" name="x\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}&#9;"');
});
