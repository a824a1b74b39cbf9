import { setTimeout as sleep } from 'node:timers/promises';

import { systemClock } from '@dragoman/environment';
import { ConfigError, durationFrom } from '@dragoman/input';
import type { RotationForm } from '@dragoman/rehearse';
import { Command, InvalidArgumentError, Option } from 'commander';

import { stepProgress } from '../../output/step-progress.ts';
import { runningGateway } from '../running-gateway.ts';
import { randomSource } from './random-source.ts';
import { rehearseModule } from './rehearse-module.ts';
import { countFrom, exitOnFailure, type RehearsalFlags, withReportOptions, writeReports } from './report-options.ts';
import { programRunner } from './run-program.ts';

interface RotationFlags extends RehearsalFlags {
  readonly users: 'one' | 'two' | 'both';
  readonly rotations: number;
  readonly every: string;
  readonly grace: string;
  readonly cacheTtl?: string;
  readonly startTimeout: string;
  readonly loginPort: number;
}

const FORMS: Readonly<Record<RotationFlags['users'], readonly RotationForm[]>> = {
  one: ['one-user'],
  two: ['two-user'],
  both: ['one-user', 'two-user'],
};

/** `dragoman rehearse rotation -- <command>` */
export function rotationCommand(): Command {
  const command = new Command('rotation')
    .description(
      'rotate what a command reads while it runs, and say who still used which version; exits 1 where it kept to a ' +
        'value that was withdrawn, 2 where it read nothing',
    )
    .argument('<command...>', 'the command and its arguments, after --')
    .addOption(
      new Option('--users <how-many>', 'whether one user gets new passwords, or two users take turns')
        .choices(['one', 'two', 'both'])
        .default('both'),
    )
    .addOption(new Option('--rotations <n>', 'how often each secret is rotated').argParser(countFrom).default(3))
    .option('--every <duration>', 'from one rotation to the next, in real time', '5s')
    .option('--grace <duration>', 'how long a value is good after a newer one took its place', '5s')
    .option('--cache-ttl <duration>', 'how long the command may keep a value, in real time')
    .option('--start-timeout <duration>', 'how long the command may take to read its first secret', '60s')
    .addOption(
      new Option('--login-port <port>', 'where the command logs in on this machine; DRAGOMAN_LOGIN_URL tells it')
        .argParser(portFrom)
        .default(0, 'any that is free'),
    );
  return withReportOptions(command)
    .passThroughOptions()
    .action((args: readonly string[]) => exitOnFailure(() => run(args, command.opts<RotationFlags>())));
}

async function run(args: readonly string[], flags: RotationFlags): Promise<void> {
  const { rehearseRotation, rotationReport } = await rehearseModule();
  const times = timesOf(flags);
  const forms = FORMS[flags.users];
  const gateway = await runningGateway({ ...flags, isQuiet: true });
  const ended = new AbortController();
  const end = (): void => {
    ended.abort(new ConfigError('the rehearsal was ended'));
  };
  process.on('SIGINT', end).on('SIGTERM', end);
  const progress = stepProgress({ what: 'rehearse', unit: 'rotations', total: forms.length * flags.rotations });
  try {
    const { url, control } = gateway;
    const result = await rehearseRotation({
      ...{ control, forms, rotations: flags.rotations, loginPort: flags.loginPort, ...times },
      run: programRunner(args, { url, control, hosts: flags.host }),
      source: randomSource,
      now: () => systemClock.now(),
      wait: (milliseconds) => sleep(milliseconds),
      signal: ended.signal,
      onRotated: () => {
        progress.step();
      },
    }).finally(() => {
      progress.end();
    });
    await writeReports((language) => rotationReport(result, language), result, flags);
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
    await gateway.close();
  }
}

/** @throws ConfigError in one line */
function timesOf({ every, grace, cacheTtl, startTimeout }: RotationFlags) {
  return {
    everyMs: durationFrom(every, '--every', 'positive'),
    graceMs: durationFrom(grace, '--grace', 'positive'),
    ttlMs: cacheTtl === undefined ? null : durationFrom(cacheTtl, '--cache-ttl', 'positive'),
    startMs: durationFrom(startTimeout, '--start-timeout', 'positive'),
  };
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_535)
    throw new InvalidArgumentError('give a port from 1 to 65535');
  return port;
}
