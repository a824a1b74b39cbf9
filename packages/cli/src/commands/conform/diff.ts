import { Command } from 'commander';

import { textOf } from '../migrate/input-file.ts';
import { exitOnFailure, writeReports } from '../rehearse/report-options.ts';
import { type ReportFlags, withReportFiles } from '../report-files.ts';
import { conformModule } from './conform-module.ts';

/** `dragoman diff <before> <after>` */
export function diffCommand(): Command {
  const command = new Command('diff')
    .description('what changed between two recordings, as of two versions of an SDK; exits 1 where something did')
    .argument('<before>', 'a file that dragoman record made')
    .argument('<after>', 'another one');
  return withReportFiles(command).action((before: string, after: string) =>
    exitOnFailure(() => run(before, after, command.opts<ReportFlags>())),
  );
}

async function run(before: string, after: string, flags: ReportFlags): Promise<void> {
  const { diffRecordings, diffReport, readRecording } = await conformModule();
  const diff = diffRecordings(readRecording(textOf(before), before), readRecording(textOf(after), after));
  await writeReports((language) => diffReport(diff, language), diff, flags);
}
