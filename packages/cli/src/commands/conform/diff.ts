import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { exitOnFailure, writeReports } from '../rehearse/report-options.ts';
import { type ReportFlags, withReportFiles } from '../report-files.ts';
import { conformModule } from './conform-module.ts';
import { recordingIn } from './recording-in.ts';
import { isSameFile, type RunFile, runFile } from './run-file.ts';

/** `dragoman diff <before> <after>` */
export function diffCommand(): Command {
  const command = new Command('diff')
    .description(
      'what changed between two recordings or two receipts, as of two versions of an SDK; exits 1 where something did',
    )
    .argument('<before>', 'a file that dragoman record made, or a receipt as JSON')
    .argument('<after>', 'another one of its kind');
  return withReportFiles(command).action((before: string, after: string) =>
    exitOnFailure(() => run(runFile(before), runFile(after), command.opts())),
  );
}

async function run(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { isReceiptFormat } = await import('@dragoman/facts');
  const [first, second] = [before, after].map(({ document }) => isReceiptFormat(document));
  if (first !== second) {
    const [receipt, other] = first === true ? [before, after] : [after, before];
    throw new ConfigError(`${receipt.name} is a receipt and ${other.name} is none: two of a kind are compared`);
  }
  if (isSameFile(before, after)) process.stderr.write(`${before.name} is compared with itself\n`);
  await (first === true ? diffOfReceipts(before, after, flags) : diffOfRecordings(before, after, flags));
}

async function diffOfReceipts(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { diffReceipts, readReceipt, receiptDiffReport } = await import('@dragoman/facts');
  const receiptIn = ({ name, document }: RunFile) => {
    const receipt = readReceipt(document);
    if (receipt === null) throw new ConfigError(`${name} is damaged: it is not as a receipt is written`);
    return receipt;
  };
  const diff = diffReceipts(receiptIn(before), receiptIn(after));
  await writeReports((language) => receiptDiffReport(diff, language), diff, flags);
}

async function diffOfRecordings(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { diffRecordings, diffReport } = await conformModule();
  const diff = diffRecordings(await recordingIn(before), await recordingIn(after));
  await writeReports((language) => diffReport(diff, language), diff, flags);
}
