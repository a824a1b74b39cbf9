import { gradeIdOf, GRADES } from '@dragoman/facts/grades';
import { Command, Option } from 'commander';

import { gatewayClient } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';
import { exitOnFailure, writeReports } from './rehearse/report-options.ts';
import { type ReportFlags, withReportFiles } from './report-files.ts';

interface ReceiptFlags extends ConnectionOptions, ReportFlags {
  readonly sandbox?: string;
  readonly minGrade?: string;
}

/** What everything that is used must have a fact of. */
export function minGradeOption(): Option {
  return new Option(
    '--min-grade <grade>',
    'exit 1 where something used has no fact of this grade or a stronger one',
  ).choices(GRADES.map(gradeIdOf));
}

/** `dragoman receipt` */
export function receiptCommand(): Command {
  const command = new Command('receipt')
    .description('which facts the requests so far rested on, by grade, and what they asked for that is not served')
    .addOption(minGradeOption())
    .option('--sandbox <id>', 'ask about this sandbox');
  for (const option of connectionOptions()) command.addOption(option);
  return withReportFiles(command).action(() => exitOnFailure(() => run(command.opts<ReceiptFlags>())));
}

async function run(flags: ReceiptFlags): Promise<void> {
  const { receiptReport } = await import('@dragoman/facts');
  const gateway = await connectionFrom(flags);
  const control = gatewayClient({ url: gateway.url, token: gateway.token, sandbox: flags.sandbox });
  const { minGrade } = flags;
  const receipt = await control.receipt.get(minGrade === undefined ? {} : { min_grade: minGrade });
  announce(gateway);
  await writeReports((language) => receiptReport(receipt, language), receipt, flags);
}
