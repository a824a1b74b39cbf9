import type { Language } from '@dragoman/reports';
import { type Command, Option } from 'commander';

/** Where reports of differences go. */
export interface ReportFlags {
  readonly report?: string;
  readonly html?: string;
  readonly junit?: string;
  readonly json?: true;
  readonly lang: Language;
}

export function withReportFiles(command: Command): Command {
  return command
    .option('--report <file>', 'write the report as Markdown')
    .option('--html <file>', 'write the report as HTML')
    .option('--junit <file>', 'write the report as JUnit, for CI servers')
    .option('--json', 'print JSON in place of the table')
    .addOption(new Option('--lang <language>', 'of table, Markdown and HTML').choices(['en', 'zh']).default('en'));
}
