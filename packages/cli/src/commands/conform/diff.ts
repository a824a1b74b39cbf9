import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { textOf } from '../migrate/input-file.ts';
import { exitOnFailure, writeReports } from '../rehearse/report-options.ts';
import { type ReportFlags, withReportFiles } from '../report-files.ts';
import { conformModule } from './conform-module.ts';

/** `dragoman diff <before> <after>` */
export function diffCommand(): Command {
  const command = new Command('diff')
    .description(
      'what changed between two recordings or two receipts, as of two versions of an SDK; exits 1 where something did',
    )
    .argument('<before>', 'a file that dragoman record made, or a receipt as JSON')
    .argument('<after>', 'another one of its kind');
  return withReportFiles(command).action((before: string, after: string) =>
    exitOnFailure(() =>
      run({ name: before, text: textOf(before) }, { name: after, text: textOf(after) }, command.opts()),
    ),
  );
}

interface RunFile {
  readonly name: string;
  readonly text: string;
}

async function run(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { isReceiptFormat } = await import('@dragoman/facts');
  const areReceipts = [before, after].some(({ text }) => isReceiptFormat(documentIn(text)));
  await (areReceipts ? diffOfReceipts(before, after, flags) : diffOfRecordings(before, after, flags));
}

async function diffOfReceipts(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { diffReceipts, readReceipt, receiptDiffReport } = await import('@dragoman/facts');
  const receiptIn = ({ name, text }: RunFile) => {
    const receipt = readReceipt(documentIn(text));
    if (receipt === null)
      throw new ConfigError(`${name} is no receipt as dragoman receipt writes it: two receipts are compared, as JSON`);
    return receipt;
  };
  const diff = diffReceipts(receiptIn(before), receiptIn(after));
  await writeReports((language) => receiptDiffReport(diff, language), diff, flags);
}

async function diffOfRecordings(before: RunFile, after: RunFile, flags: ReportFlags): Promise<void> {
  const { diffRecordings, diffReport, readRecording } = await conformModule();
  const diff = diffRecordings(readRecording(before.text, before.name), readRecording(after.text, after.name));
  await writeReports((language) => diffReport(diff, language), diff, flags);
}

/** `undefined` for what is no JSON. */
function documentIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
