/** Keeps which tests passed, beside what they exercised. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

export default class ResultsReporter {
  onTestResult(_test, { testFilePath, testResults }) {
    const directory = process.env.EXERCISED_DIRECTORY ?? '';
    if (directory === '') return;
    const file = relative(new URL('../..', import.meta.url).pathname, testFilePath);
    const results = Object.fromEntries(testResults.map(({ fullName, status }) => [fullName, status]));
    mkdirSync(directory, { recursive: true });
    writeFileSync(join(directory, `${file.replaceAll('/', '~')}.results.json`), JSON.stringify({ file, results }));
  }
}
