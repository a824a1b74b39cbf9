import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import type { ControlClient } from '@dragoman/control';
import { loadSettings, type Settings } from '@dragoman/gateway/command-line';
import { ConfigError, ControlError } from '@dragoman/input';
import { authorityOf, certificatePath } from '@dragoman/server';
import { Command } from 'commander';

import { certificatesIn } from '../client-environment.ts';
import { gatewayClient } from '../gateway-client.ts';
import { announce, type ConnectionOptions, connectionFrom, connectionOptions, isGiven } from './connection-options.ts';

interface Flags extends ConnectionOptions {
  readonly config?: string;
  readonly dataDir?: string;
}

/** Where the authority that was asked for is. */
interface FoundAuthority {
  /** As PEM. */
  readonly certificate: string;
  /** @throws ConfigError or ControlError when it is in no file of this machine */
  path(): Promise<string>;
}

/** `dragoman ca`: the CA certificate for https clients, the running gateway's if there is one. */
export function caCommand(): Command {
  return new Command('ca')
    .description(
      'the CA certificate for https clients to trust: of the running gateway, or of a data directory, where it is ' +
        'made if there is none',
    )
    .addCommand(subcommand('print', 'print it as PEM', async ({ certificate }) => certificate))
    .addCommand(subcommand('path', 'print the path of its file', async (found) => `${await found.path()}\n`));
}

function subcommand(name: string, description: string, answer: (found: FoundAuthority) => Promise<string>): Command {
  const command = new Command(name)
    .description(description)
    .option(
      '--config <file>',
      'read settings from this file; without it from dragoman.yaml, if there is one (DRAGOMAN_CONFIG)',
    )
    .option(
      '--data-dir <directory>',
      'that of this directory, whatever gateway runs (DRAGOMAN_DATA_DIR, default ".dragoman" where none runs)',
    );
  for (const option of connectionOptions()) command.addOption(option);
  return command.action(async () => {
    process.stdout.write(await answer(await findAuthority(command.opts<Flags>())));
  });
}

async function findAuthority(flags: Flags): Promise<FoundAuthority> {
  const { config, dataDir, url } = flags;
  const settings = await loadSettings({
    flags: dataDir === undefined ? {} : { 'data-dir': dataDir },
    env: process.env,
    file: config ?? null,
  });
  const namesDirectory = [dataDir, config, process.env['DRAGOMAN_DATA_DIR'], process.env['DRAGOMAN_CONFIG']];
  if (!isGiven(url) && namesDirectory.some(isGiven)) return ofDirectory(settings);
  return (await ofGateway(flags, settings)) ?? ofDirectory(settings);
}

/** That of the gateway that runs; `null` where none does. @throws ControlError when the one that was named does not */
async function ofGateway(flags: Flags, settings: Settings): Promise<FoundAuthority | null> {
  const connection = await connectionFrom(flags);
  const control = gatewayClient(connection);
  const certificate = await control.tls.authority().catch((error: unknown) => {
    if (error instanceof ControlError && error.code === 'unreachable' && !isGiven(flags.url)) return null;
    throw error;
  });
  if (certificate !== null) announce(connection);
  return certificate === null
    ? null
    : { certificate, path: () => pathAtGateway(control, connection.url, certificate, settings) };
}

async function pathAtGateway(control: ControlClient, url: string, pem: string, here: Settings): Promise<string> {
  const [kept = ''] = certificatesIn(pem);
  const holds = (path: string): boolean => existsSync(path) && readFileSync(path, 'utf8').includes(kept);
  const local = certificatePath(here.data_dir);
  if (holds(local)) return resolve(local);
  const { state } = await control.status();
  const path = certificatePath(state);
  if (state === 'memory' || !holds(path))
    throw new ConfigError(
      `the gateway at ${url} keeps its authority ` +
        `${state === 'memory' ? 'in memory' : 'where no file is seen from here'}: ` +
        'write it to a file with `dragoman ca print > FILE`',
    );
  if (existsSync(local))
    say(`this is the authority of the gateway at ${url}; --data-dir ${here.data_dir} is for another`);
  return path;
}

/** That of a data directory, made if there is none, which is said. @throws ConfigError when there can be none */
async function ofDirectory(settings: Settings): Promise<FoundAuthority> {
  const path = resolve(certificatePath(settings.data_dir));
  const isThere = existsSync(path);
  const { certificate } = await authorityOf(settings);
  if (!isThere) say(`made an authority in ${path}, for the gateway that is started on that data directory`);
  return { certificate, path: async () => path };
}

function say(line: string): void {
  process.stderr.write(`dragoman: ${line}\n`);
}
