import { createInterface } from 'node:readline/promises';

import { ConfigError } from '@dragoman/input';

/**
 * Asks on the terminal before something is written. @throws ConfigError where nobody can be asked and `--yes` is
 * missing, or the answer is no
 */
export async function confirm(question: string, isConfirmed: boolean): Promise<void> {
  if (isConfirmed) return;
  if (!process.stdin.isTTY || !process.stderr.isTTY)
    throw new ConfigError(`nobody can be asked: give --yes to let it ${question}`);
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    const answer = await lines.question(`${question}? Only yes is taken for an answer: `);
    if (answer !== 'yes') throw new ConfigError('nothing was done');
  } finally {
    lines.close();
  }
}
