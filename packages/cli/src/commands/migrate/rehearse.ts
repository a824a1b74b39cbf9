import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { ControlClient } from '@dragoman/control';
import { newKey } from '@dragoman/core';
import { systemClock } from '@dragoman/environment';
import { durationFrom } from '@dragoman/input';
import type { PlanFile, Rehearsal, SentCall } from '@dragoman/migrate';
import { Command, InvalidArgumentError, Option } from 'commander';

import type { Credentials } from '../../client-credentials.ts';
import { stepProgress } from '../../output/step-progress.ts';
import { terminalOf } from '../../output/terminal.ts';
import { runCommand } from '../../run-command.ts';
import { rehearsalText } from '../../views/migrate-run.ts';
import { runningGateway } from '../running-gateway.ts';
import { exitOnStalePlan } from './exit-codes.ts';
import { textOf } from './input-file.ts';
import { instanceMoveText, isInstancePlan, rehearseInstancePlan } from './instance-move.ts';
import { migrateModule } from './migrate-module.ts';
import { openedFrom } from './open-sources.ts';
import { openRehearsalTarget, seedRehearsal } from './rehearsal-sandbox.ts';
import { type RehearsedTarget, replayAt } from './replay-rehearsal.ts';
import { SOURCES_HELP, type SourceFlags, withSourceOptions } from './source-options.ts';

interface RehearseFlags extends SourceFlags {
  readonly plan: string;
  readonly from: readonly string[];
  readonly throttleAt?: number;
  readonly killAt?: number;
  readonly later?: string;
  readonly replay?: string;
  readonly json?: true;
}

const NOT_PASSED = 3;
const LIFE_SECONDS = 86_400;
/** How many calls a throttled target turns away. */
const THROTTLED_CALLS = 3;
const CONCURRENCY = 4;

/** `dragoman migrate rehearse -- <command>` */
export function rehearseCommand(): Command {
  const command = new Command('rehearse')
    .description(
      'carry a plan out in a sandbox with made-up values, compare, and take it back; a command after -- runs against ' +
        'the target in between; exits 3 where a step is rejected, something differs or remains, or the command fails',
    )
    .argument('[command...]', 'a command and its arguments, after --, such as a test suite')
    .requiredOption('--plan <plan>', 'the file that plan --out wrote')
    .requiredOption('--from <sources...>', SOURCES_HELP)
    .addOption(new Option('--throttle-at <step>', 'the target is throttled at the n-th step').argParser(stepFrom))
    .addOption(new Option('--kill-at <step>', 'the run is killed at the n-th step, and resumed').argParser(stepFrom))
    .option('--later <duration>', 'so long after the plan was made, such as 24h')
    .option('--replay <journal>', "send an application's calls that read to the target, and compare the answers")
    .option('--json', 'print JSON');
  return withSourceOptions(command)
    .passThroughOptions()
    .action((args: readonly string[]) => exitOnStalePlan(() => run(args, command.opts<RehearseFlags>())));
}

function stepFrom(text: string): number {
  const step = Number(text);
  if (!Number.isInteger(step) || step < 1) throw new InvalidArgumentError('give a number from 1');
  return step;
}

async function run(args: readonly string[], flags: RehearseFlags): Promise<void> {
  const { movesOf, readPlan } = await migrateModule();
  const plan = readPlan(textOf(flags.plan), flags.plan);
  if (await isInstancePlan(plan)) {
    const result = await rehearseInstancePlan(plan, flags);
    process.stdout.write(flags.json === true ? `${JSON.stringify(result)}\n` : instanceMoveText(result));
    if (result.different.length > 0) process.exitCode = NOT_PASSED;
    return;
  }
  const { inventory } = await openedFrom(flags.from, { ...flags, as: plan.source.dialect });
  const moves = movesOf(plan, inventory);
  const gateway = await runningGateway({ ...flags, memory: true });
  const sandbox = await gateway.control.sandboxes.create({
    label: 'migrate rehearse',
    expires_in_seconds: LIFE_SECONDS,
  });
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-rehearse-'));
  try {
    const { url, control } = gateway;
    const { credentials } = sandbox;
    const context = { url, credentials, control: control.sandbox(sandbox.id) };
    let commandCode: number | null = null;
    let replayed: SentCall[] | null = null;
    const { rehearsal, isAsBefore } = await rehearseIn(context, { plan, moves, flags, directory }, async (state) => {
      if (flags.replay !== undefined) replayed = await replayAt(plan, { url, credentials, ...state }, flags.replay);
      if (args.length === 0) return;
      const how = { url, control, credentials, hosts: [], unknown_hosts: 'pass', hasSandbox: false } as const;
      commandCode = (await runCommand(args, { ...how, stdio: 'inherit' })).code;
    });
    const result = { ...rehearsal, commandCode, isAsBefore, replayed };
    process.stdout.write(
      flags.json === true ? `${JSON.stringify(result)}\n` : rehearsalText(result, terminalOf(process.stdout)),
    );
    if (!isPassed(result)) process.exitCode = NOT_PASSED;
  } finally {
    rmSync(directory, { recursive: true });
    await gateway.control.sandboxes.delete({ sandbox: sandbox.id }).catch(() => undefined);
    await gateway.close();
  }
}

interface RehearsalContext {
  readonly url: string;
  /** Of the sandbox. */
  readonly control: ControlClient;
  readonly credentials: Credentials;
}

interface Rehearsed {
  readonly plan: PlanFile;
  readonly moves: Parameters<typeof seedRehearsal>[0]['moves'];
  readonly flags: RehearseFlags;
  readonly directory: string;
}

async function rehearseIn(
  { url, control, credentials }: RehearsalContext,
  { plan, moves: planned, flags, directory }: Rehearsed,
  meanwhile: (state: Pick<RehearsedTarget, 'moves' | 'values' | 'now'>) => Promise<void>,
): Promise<{ rehearsal: Rehearsal; isAsBefore: boolean | null }> {
  const { checkFresh, fingerprintOf, rehearse, syntheticValues, withSubstituteKeys } = await migrateModule();
  const later = flags.later === undefined ? 0 : durationFrom(flags.later, '--later', 'positive');
  const now = (): number => systemClock.now() + later;
  if (later > 0) await control.clock.set({ mode: 'offset', offset: flags.later ?? '0s' });
  checkFresh(plan, null, now());
  const { target, createKey } = await openRehearsalTarget(plan, { url, credentials, control, now });
  const values = syntheticValues(plan);
  const moves = await withSubstituteKeys(planned, createKey);
  await seedRehearsal({ plan, moves, values, control, credentials });
  const before = await control.state.hash();
  const key = newKey();
  const line = stepProgress({ what: 'rehearse', unit: 'steps', total: moves.flatMap(({ steps }) => steps).length });
  try {
    const rehearsal = await rehearse({
      ...{ plan, moves, target, values, now, concurrency: CONCURRENCY },
      meanwhile: () => meanwhile({ moves, values, now }),
      fingerprint: ({ type, data }) => fingerprintOf(key, type, data),
      progressPath: join(directory, 'rehearsal.progress.jsonl'),
      killAt: flags.killAt ?? null,
      beforeStep: async (step) => {
        const match = { door: plan.target.dialect };
        if (step === flags.throttleAt)
          await control.faults.add({ rules: [{ match, fault: 'throttle', times: THROTTLED_CALLS }] });
      },
      observer: {
        done: () => {
          line.step();
        },
      },
    });
    const isComparable = plan.target.dialect !== 'bk' && moves.every(({ action }) => action === 'create');
    return { rehearsal, isAsBefore: isComparable ? (await control.state.hash()).hash === before.hash : null };
  } finally {
    line.end();
    target.close();
  }
}

function isPassed(result: Parameters<typeof rehearsalText>[0]): boolean {
  const { applied, verified, isAsBefore, commandCode, replayed } = result;
  if (replayed?.some(({ outcome }) => outcome === 'differs') === true) return false;
  const isEqual = verified.every(({ comparison }) => comparison === 'equal' || comparison === 'unverifiable');
  return applied.failures.length === 0 && applied.left === 0 && isEqual && isAsBefore !== false && !commandCode;
}
