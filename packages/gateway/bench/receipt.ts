/**
 * `npm run bench -- receipt [rounds]`: signed reads with `journal.unread_fields` off and on, in turn: what a receipt
 * costs a request while it is made, beyond the journal that it is read from. Loopback only. The exit code is 1 when a
 * read takes more than 2 µs longer.
 */
import { compareSettings } from './pairs/two-settings.ts';

const DEFAULT_ROUNDS = 8;
/** By the least CPU time of the rounds. */
const MOST_MICROS = 2;

const lines = await compareSettings(
  [
    ['off', { DRAGOMAN_JOURNAL_UNREAD_FIELDS: 'false' }],
    ['on', { DRAGOMAN_JOURNAL_UNREAD_FIELDS: 'true' }],
  ],
  Number(process.argv[2] ?? DEFAULT_ROUNDS),
);
const reads = lines.filter(({ metric }) => metric.endsWith('CPU µs'));
for (const { metric, before, after } of reads)
  process.stdout.write(`${metric}: ${(after.least - before.least).toFixed(2)} more by the least of the rounds\n`);
process.exitCode = reads.every(({ before, after }) => after.least - before.least <= MOST_MICROS) ? 0 : 1;
