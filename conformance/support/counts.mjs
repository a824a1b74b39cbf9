/** A reporter for `node:test`: a line for each test, and as the last line the counts that `.ci/run` adds up. */
export default async function* counts(events) {
  const found = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of events) {
    if (type === 'test:stdout' || type === 'test:stderr') yield data.message;
    if ((type !== 'test:pass' && type !== 'test:fail') || data.details.type === 'suite') continue;
    const outcome = data.skip === undefined ? type.replace('test:', '').concat('ed') : 'skipped';
    found[outcome] += 1;
    yield `${outcome}: ${data.name}${typeof data.skip === 'string' ? ` (${data.skip})` : ''}\n`;
    if (outcome === 'failed') yield `${data.details.error.cause?.stack ?? data.details.error.message}\n`;
  }
  yield `${found.passed} passed, ${found.failed} failed${found.skipped > 0 ? `, ${found.skipped} skipped` : ''}\n`;
}
