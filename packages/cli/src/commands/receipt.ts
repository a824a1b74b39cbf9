import type { ControlClient } from '@dragoman/control';
import { type Grade, GRADES, type MadeRequest } from '@dragoman/facts';
import { Command, Option } from 'commander';

import { gatewayClient } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';
import { exitOnFailure, writeReports } from './rehearse/report-options.ts';
import { type ReportFlags, withReportFiles } from './report-files.ts';

interface ReceiptFlags extends ConnectionOptions, ReportFlags {
  readonly sandbox?: string;
  readonly minGrade?: string;
}

/** The most that one call lists. */
const PAGE = 1_000;

/** Grades as a shell takes them without quotes: `vendor-document`. */
const flagOfGrade = (grade: Grade): string => grade.toLowerCase().replaceAll(' ', '-');

/** `dragoman receipt` */
export function receiptCommand(): Command {
  const command = new Command('receipt')
    .description('which facts the requests so far rested on, by grade, and what they asked for that is not served')
    .addOption(
      new Option(
        '--min-grade <grade>',
        'exit 1 where something used has no fact of this grade or a stronger one',
      ).choices(GRADES.map(flagOfGrade)),
    )
    .option('--sandbox <id>', 'ask about this sandbox');
  for (const option of connectionOptions()) command.addOption(option);
  return withReportFiles(command).action(() => exitOnFailure(() => run(command.opts<ReceiptFlags>())));
}

async function run(flags: ReceiptFlags): Promise<void> {
  const { loadCatalogue, receiptOf } = await import('@dragoman/facts');
  const { receiptReport } = await import('../views/receipt.ts');
  const gateway = await connectionFrom(flags);
  const control = gatewayClient({ url: gateway.url, token: gateway.token, sandbox: flags.sandbox });
  const { requests, dropped } = await requestsOf(control);
  const isServed = await servedBy(control);
  const minGrade = GRADES.find((grade) => flagOfGrade(grade) === flags.minGrade) ?? null;
  const receipt = receiptOf({ requests, catalogue: await loadCatalogue(), isServed, minGrade });
  announce(gateway);
  await writeReports((language) => receiptReport(receipt, dropped, language), { ...receipt, dropped }, flags);
}

/** Every request that the journal still has, and how many it has no more. */
async function requestsOf({ journal }: ControlClient): Promise<{ requests: MadeRequest[]; dropped: number }> {
  const requests: MadeRequest[] = [];
  let dropped = 0;
  for (let after = 0, more = true; more;) {
    const page = await journal.list({ after, limit: PAGE });
    requests.push(...page.entries);
    dropped += page.dropped;
    ({ last: after, more } = page);
  }
  return { requests, dropped };
}

/** What doors have by name beside what they reject by name. */
async function servedBy({ doors }: ControlClient): Promise<(door: string, operation: string) => boolean> {
  const { doors: listed } = await doors.list();
  const served = new Map(listed.map(({ name, operations }) => [name, new Set(operations.map((one) => one.name))]));
  return (door, operation) => served.get(door)?.has(operation) === true;
}
