import { createHash } from 'node:crypto';
import { join } from 'node:path';

import type { ControlClient } from '@dragoman/control';
import { Argument, Command } from 'commander';

import { cacheDirectory } from '../cache-directory.ts';
import { clientEnvironment, trustOf } from '../client-environment.ts';
import { type EnvironmentRecord, originalOf, recordIn, undoOf, withRecord } from '../environment-record.ts';
import { SHELL_NAMES, shellNamed } from '../shells.ts';
import { gatewayClient } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';

interface Flags extends ConnectionOptions {
  readonly region: readonly string[];
  readonly sandbox?: true;
  readonly unset?: true;
}

/** `dragoman env`: the variables that point programs to the running gateway, for the shell to evaluate. */
export function envCommand(): Command {
  const command = new Command('env')
    .description(
      'print the variables that point programs to the running gateway: eval "$(dragoman env)"; ' +
        'eval "$(dragoman env --unset)" undoes it',
    )
    .addArgument(new Argument('[shell]', 'how the shell sets variables; $SHELL says it otherwise').choices(SHELL_NAMES))
    .option(
      '--region <region>',
      "a region of Huawei's that SDKs are given the endpoints of, for clients that ask no proxy; may be given again",
      (name: string, before: string[]) => [...before, name],
      [],
    )
    .option('--sandbox', 'create a sandbox and set its credentials; --unset deletes it')
    .option('--unset', 'print what undoes it');
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async (shell: string | undefined) => {
    const flags = command.opts<Flags>();
    const its = shellNamed(shell);
    const lines = flags.unset === true ? await undo() : Object.entries(await variablesFor(flags));
    for (const [name, value] of lines) {
      const line = value === null ? its.unset(name) : its.set(name, value);
      process.stdout.write(`${line}\n`);
    }
  });
}

async function variablesFor(flags: Flags): Promise<Record<string, string>> {
  const gateway = await connectionFrom(flags);
  const { url, token } = gateway;
  const control = gatewayClient({ url, token });
  const trust = await trustOf(control);
  announce(gateway);
  await deleteSandbox(recordIn(process.env));
  const sandbox = flags.sandbox === true ? await control.sandboxes.create({ label: 'dragoman env' }) : null;
  const before = originalOf(process.env);
  const variables = clientEnvironment({
    url,
    // The gateway's own port is a proxy too.
    proxy: url,
    ...trust,
    directory: trustDirectory(url, trust.authority),
    regions: flags.region,
    credentials: sandbox?.credentials ?? null,
    before,
  });
  return withRecord(variables, before, sandbox === null ? null : { id: sandbox.id, url });
}

/** What undoes an earlier `dragoman env` in this shell, if there was one; its sandbox is deleted. */
async function undo(): Promise<[string, string | null][]> {
  const record = recordIn(process.env);
  await deleteSandbox(record);
  return record === null ? [] : undoOf(record);
}

/** A gateway that is gone, or a sandbox that has expired, needs nothing done. */
async function deleteSandbox(record: EnvironmentRecord | null): Promise<void> {
  const { id, url } = record?.sandbox ?? {};
  if (id === undefined || url === undefined) return;
  const control: ControlClient = gatewayClient({ url, token: process.env['DRAGOMAN_CONTROL_TOKEN'] });
  await control.sandboxes.delete({ sandbox: id }).catch(() => undefined);
}

/** Of the user's, and one for each gateway: shells go on using it. */
function trustDirectory(url: string, authority: string | null): string {
  const name = createHash('sha256')
    .update(`${url} ${authority ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  return join(cacheDirectory(), 'dragoman', 'env', name);
}
