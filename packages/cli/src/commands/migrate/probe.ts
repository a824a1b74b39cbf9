import { randomIds } from '@dragoman/environment';
import { ConfigError } from '@dragoman/input';
import { Command } from 'commander';

import { terminalOf } from '../../output/terminal.ts';
import { probeTable } from '../../views/migrate-run.ts';
import { connectionOptions } from '../connection-options.ts';
import { confirm } from './confirm.ts';
import { exitOnStalePlan } from './exit-codes.ts';
import { migrateModule } from './migrate-module.ts';
import { openCaller, openHuawei } from './open-target.ts';
import { withTargetOptions } from './run-options.ts';
import { accessTo, type TargetFlags } from './target-access.ts';

interface ProbeFlags extends TargetFlags {
  readonly to: string;
  readonly rate?: number;
  readonly json?: true;
}

/** `dragoman migrate probe` */
export function probeCommand(): Command {
  const command = withTargetOptions(new Command('probe'))
    .description(
      'ask Huawei Cloud what its documents disagree on, names with dots and the size of values, with secrets that ' +
        'are deleted at once',
    )
    .requiredOption('--to <huawei:project>', 'which project')
    .option('--json', 'print JSON');
  for (const option of connectionOptions()) command.addOption(option);
  return command.action((flags: ProbeFlags) => exitOnStalePlan(() => probe(flags)));
}

async function probe(flags: ProbeFlags): Promise<void> {
  const match = /^huawei(?::(.+))?$/.exec(flags.to);
  if (match === null) throw new ConfigError('--to: there is nothing to probe but huawei:<project>');
  const project = match[1] ?? '';
  const access = await accessTo('huawei', project, flags);
  const client = await openHuawei(project, access);
  try {
    await confirm(`make and delete 3 secrets in ${client.project} at ${access.url}`, flags.yes === true);
    const { probeHuawei } = await migrateModule();
    const caller = await openCaller('huawei', access, flags.rate);
    const name = `dragoman-probe-${Buffer.from(randomIds.bytes(6)).toString('hex')}`;
    const findings = await probeHuawei(client, caller, name);
    const json = flags.json === true;
    process.stdout.write(
      json ? `${JSON.stringify(findings)}\n` : await probeTable(findings, terminalOf(process.stdout)),
    );
  } finally {
    client.close();
  }
}
