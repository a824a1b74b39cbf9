/**
 * `npm run bench -- receipt [rounds]`: signed reads with `journal.unread_fields` off and on, in turn: what a receipt
 * costs a request while it is made, beyond the journal that it is read from. Loopback only. The exit code is 1 when a
 * read takes more than 2 µs longer.
 */
import { compareSettings } from './pairs/two-settings.ts';

const DEFAULT_ROUNDS = '8';
/** By the least CPU time of the rounds. */
const MOST_MICROS = 2;

const lines = await compareSettings(
  [
    ['off', { DRAGOMAN_JOURNAL_UNREAD_FIELDS: 'false' }],
    ['on', { DRAGOMAN_JOURNAL_UNREAD_FIELDS: 'true' }],
  ],
  process.argv[2] ?? DEFAULT_ROUNDS,
);
const reads = lines.filter(({ metric }) => metric.endsWith('CPU µs'));
const differences = reads.map(({ before, after }) => after.least - before.least);
for (const [index, { metric }] of reads.entries())
  process.stdout.write(`${metric}: ${signed(differences[index] ?? NaN)} by the least of the rounds\n`);
const isPassed = reads.length > 0 && differences.every((difference) => difference <= MOST_MICROS);
process.stdout.write(
  `${isPassed ? 'PASS' : 'FAIL'}: a receipt costs a read at most ${signed(Math.max(...differences))} µs; ` +
    `the bar is ${MOST_MICROS} µs\n`,
);
process.exitCode = isPassed ? 0 : 1;

function signed(micros: number): string {
  return `${micros < 0 ? '' : '+'}${micros.toFixed(2)}`;
}
