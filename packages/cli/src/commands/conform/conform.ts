import type { Conformance, ConformOptions, Probe } from '@dragoman/conform';
import { ConfigError, didYouMean } from '@dragoman/input';
import { Command, Option } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { connectionOptions } from '../connection-options.ts';
import { textOf } from '../migrate/input-file.ts';
import { exitOnFailure, writeReports } from '../rehearse/report-options.ts';
import { withReportFiles } from '../report-files.ts';
import type { ConformFlags } from './conform-flags.ts';
import { conformModule } from './conform-module.ts';
import { recordingIn } from './recording-in.ts';
import { writeFacts } from './write-facts.ts';
import { openConformTarget } from './conform-target.ts';

const add = (text: string, before: readonly string[]): string[] => [...before, text];
const addNames = (text: string, before: readonly string[]): string[] => [...before, ...text.split(',')];

/** `dragoman conform [--recording <file>] [--target <url>]` */
export function conformCommand(): Command {
  const command = new Command('conform')
    .description(
      'ask a gateway, or a real service, what each operation is known to answer, or what was recorded, and say what ' +
        'differs; exits 1 where something does',
    )
    .option('--recording <file>', 'what is expected: a file that dragoman record made; the built-in probes without it')
    .option('--facts <directory>', 'write what the recording says of the service as facts, each from a live capture')
    .option('--target <url>', 'a gateway that runs, or a real service; without it one is started')
    .addOption(
      new Option('--door <name>', 'of these operations alone').choices(['huawei', 'aliyun', 'aliyun-instance', 'bk']),
    )
    .option('--operation <names>', 'these alone, with commas, by the vendor’s name', addNames, [])
    .option('--writes', 'at a real service: make secrets of names of their own, and delete them')
    .option('--credentials <file>', 'your key at a real service, rather than that of the variables that SDKs read')
    .option('--allow-host <host>', "a target's host that is none of the vendor's; may be given again", add, [])
    .option('--target-ca <file>', 'PEM that the target is trusted by, in place of the usual authorities');
  withReportFiles(command);
  for (const option of connectionOptions().filter(({ long }) => long !== '--url')) command.addOption(option);
  return command.action(() => exitOnFailure(() => run(command.opts<ConformFlags>())));
}

async function run(flags: ConformFlags): Promise<void> {
  const { builtInProbes, conformProbes, conformRecording, conformReport } = await conformModule();
  const recording =
    flags.recording === undefined ? null : await recordingIn({ name: flags.recording, text: textOf(flags.recording) });
  if (recording?.exchanges.length === 0)
    throw new ConfigError(
      `${String(flags.recording)} has no answer in it, so nothing can be compared: run the program under dragoman ` +
        'record again, which tells what it leaves out',
    );
  if (flags.facts !== undefined) {
    if (recording === null) throw new ConfigError('--facts needs --recording: facts are made of one');
    await writeFacts(recording, flags.facts);
  }
  const wanted = wantedProbes(builtInProbes(), flags);
  const { probes, options, close } = await openConformTarget(wanted, flags);
  const ended = new AbortController();
  const end = (): void => {
    ended.abort(new Error('ended'));
  };
  process.on('SIGINT', end);
  let progress: ReturnType<typeof stepProgress> | null = null;
  const all: ConformOptions = {
    ...options,
    signal: ended.signal,
    onProgress: (done, total) => {
      progress ??= stepProgress({ what: 'conform', unit: recording === null ? 'operations' : 'answers', total });
      if (done > 0) progress.step();
    },
  };
  try {
    const made: Conformance =
      recording === null ? await conformProbes(probes, all) : await conformRecording(recording, probes, all);
    (progress as ReturnType<typeof stepProgress> | null)?.end();
    await writeReports((language) => conformReport(made, language), made, flags);
  } finally {
    process.off('SIGINT', end);
    await close();
  }
}

/** @throws ConfigError for an operation that no probe asks */
function wantedProbes(probes: readonly Probe[], { door, operation: names }: ConformFlags): Probe[] {
  const ofDoor = probes.filter((probe) => door === undefined || door === probe.door);
  const known = ofDoor.map(({ operation }) => operation);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new ConfigError(
      `--operation: no probe asks ${unknown}: ${didYouMean(unknown, known, 'docs/operations.md has the names')}`,
    );
  return ofDoor.filter(({ operation }) => names.length === 0 || names.includes(operation));
}
