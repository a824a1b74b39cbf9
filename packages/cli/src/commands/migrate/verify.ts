import type { VerifiedSecret } from '@dragoman/migrate';
import { Command } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { terminalOf } from '../../output/terminal.ts';
import { verifiedTable } from '../../views/migrate-run.ts';
import { exitOnStalePlan } from './exit-codes.ts';
import { migrateModule } from './migrate-module.ts';
import { openRun } from './open-run.ts';
import { runCommandOptions, type RunFlags } from './run-options.ts';

interface VerifyFlags extends RunFlags {
  readonly showFingerprints?: true;
  readonly requireAll?: true;
}

const EXIT = { differences: 2, unverifiable: 3 };

/** `dragoman migrate verify` */
export function verifyCommand(): Command {
  return runCommandOptions(new Command('verify'))
    .description(
      'compare both sides as they are now, by fingerprints of their values; exits 0 where all is equal, 2 with ' +
        'differences, 3 where something cannot be compared and --require-all is given',
    )
    .option('--require-all', 'something that cannot be compared is no success')
    .option('--show-fingerprints', 'print the fingerprints that were compared')
    .action((path: string, sources: readonly string[], flags: VerifyFlags) =>
      exitOnStalePlan(() => verify(path, sources, flags)),
    );
}

async function verify(path: string, sources: readonly string[], flags: VerifyFlags): Promise<void> {
  const run = await openRun(path, sources, flags);
  const { verifyMoves } = await migrateModule();
  const progressLine = stepProgress({ what: 'verify', unit: 'secrets', total: run.moves.length });
  const onSecret = (secret: VerifiedSecret): void => {
    progressLine.step();
    if (flags.json === true)
      process.stdout.write(`${JSON.stringify({ event: 'secret', ...toPrint(secret, flags) })}\n`);
  };
  try {
    const secrets = await verifyMoves({ ...run, concurrency: flags.concurrency, onSecret });
    progressLine.end();
    await print(secrets, flags);
    process.exitCode = exitCodeOf(secrets, flags);
  } finally {
    progressLine.end();
    run.target.close();
  }
}

function toPrint({ fingerprints, ...secret }: VerifiedSecret, { showFingerprints }: VerifyFlags): object {
  return showFingerprints === true ? { ...secret, fingerprints } : secret;
}

async function print(secrets: readonly VerifiedSecret[], flags: VerifyFlags): Promise<void> {
  const count = (comparison: string): number => secrets.filter((secret) => secret.comparison === comparison).length;
  const totals = Object.fromEntries(
    ['equal', 'differs', 'missing', 'extra', 'unverifiable'].map((comparison) => [comparison, count(comparison)]),
  );
  if (flags.json === true)
    process.stdout.write(`${JSON.stringify({ event: 'end', secrets: secrets.length, ...totals })}\n`);
  else process.stdout.write(await verifiedTable(secrets, flags.showFingerprints === true, terminalOf(process.stdout)));
}

function exitCodeOf(secrets: readonly VerifiedSecret[], { requireAll }: VerifyFlags): number {
  const comparisons = secrets.flatMap(({ differences }) => differences.map(({ comparison }) => comparison));
  if (comparisons.some((comparison) => comparison !== 'unverifiable')) return EXIT.differences;
  return requireAll === true && comparisons.length > 0 ? EXIT.unverifiable : 0;
}
