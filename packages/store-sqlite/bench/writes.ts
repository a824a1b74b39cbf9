/**
 * `npm run bench -- writes`: durable puts of one client and of 16 against SQLite's own grouped transactions, and once
 * more with every sync to disk delayed by 5 ms. Loopback and network are not touched; it takes some seconds.
 */
import { delayedPutRates, SYNC_DELAY_MICROS } from './delayed-puts.ts';
import { type PutRates, putRates } from './puts.ts';

/** A lone put takes as long as a transaction of SQLite's own and what this project does beside it. */
const BARS = { ofSqlite: 0.8, ofSqliteSingle: 0.8, ofSingle: 3 };

if (process.argv.includes('--rates')) {
  print(JSON.stringify(await putRates({ turns: 12, rounds: 2 })));
} else {
  const rates = await putRates();
  print(`${textOf(rates)}, ${mark(rates.together / rates.ofSqlite, BARS.ofSqlite)} of SQLite's own transactions of 16`);
  print(
    `a lone put: ${mark(rates.single / rates.ofSqliteSingle, BARS.ofSqliteSingle)} of SQLite's own transactions of one`,
  );
  const delayed = await delayedPutRates();
  if (delayed === null) print('!!! LEFT OUT: delayed syncs (no strace, or processes may not be traced) !!!');
  else {
    const gain = mark(delayed.together / delayed.single, BARS.ofSingle);
    print(`with every sync ${SYNC_DELAY_MICROS / 1_000} ms later: ${textOf(delayed)}, ${gain} of one client's`);
  }
}

function textOf({ single, together }: PutRates): string {
  return `durable puts: ${single.toFixed(0)}/s by one client, ${together.toFixed(0)}/s by 16`;
}

function mark(ratio: number, bar: number): string {
  return `${ratio.toFixed(2)} (bar: ${bar.toFixed(2)}${ratio >= bar ? '' : ', BELOW IT'})`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
