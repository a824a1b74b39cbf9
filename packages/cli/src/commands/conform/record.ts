import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { huaweiRegions } from '@dragoman/adapter-huawei';
import type { Recording } from '@dragoman/conform';
import { ConfigError } from '@dragoman/input';
import { Command, Option } from 'commander';

import type { Credentials } from '../../client-credentials.ts';
import { clientEnvironment } from '../../client-environment.ts';
import { CommandError, exitCodeOf } from '../../run-command.ts';
import { shellNamed } from '../../shells.ts';
import { openRecording, type RecordFlags, type RecordingSession } from './recording-session.ts';
import { projectOf } from './service-keys.ts';

const add = (text: string, before: readonly string[]): string[] => [...before, text];

/** `dragoman record --upstream <url> --out <file> [-- <command>]` */
export function recordCommand(): Command {
  const command = new Command('record')
    .description(
      'send what a command asks to a real service with your own key, and keep the shapes of what is said: no value, ' +
        'name or id; reads alone without --writes',
    )
    .argument('[command...]', 'the command and its arguments, after --; without one, until it is ended')
    .requiredOption('--upstream <url>', 'the real service, whole, with https://; may be given again', add, [])
    .requiredOption('--out <file>', 'where the recording goes')
    .addOption(
      new Option('--door <name>', 'whose service it is, where the host does not tell').choices([
        'huawei',
        'aliyun',
        'aliyun-instance',
        'bk',
      ]),
    )
    .option('--writes', 'send what changes something too')
    .option('--pass-through', 'send requests as the command signed them, rather than signed anew')
    .option('--credentials <file>', 'your key, rather than that of the variables that SDKs read')
    .option('--allow-host <host>', "an upstream's host that is none of the vendor's; may be given again", add, [])
    .option('--keep-field <name>', "a field's name that is kept beside the vendor's; may be given again", add, [])
    .option('--upstream-ca <file>', 'PEM that the upstream is trusted by, in place of the usual authorities')
    .addOption(
      new Option('--unknown-hosts <what>', "whether the command's calls to hosts of no cloud pass")
        .choices(['pass', 'reject'])
        .default('pass'),
    );
  return command.passThroughOptions().action(async (args: readonly string[]) => {
    process.exitCode = await record(args, command.opts<RecordFlags>()).catch((error: unknown) => {
      if (!(error instanceof CommandError)) throw error;
      process.stderr.write(`dragoman: ${error.message}\n`);
      return error.exitCode;
    });
  });
}

async function record(args: readonly string[], flags: RecordFlags): Promise<number> {
  if (flags.upstream.length === 0) throw new ConfigError('--upstream is missing: spell the real service out');
  const session = await openRecording(flags);
  const directory = mkdtempSync(join(tmpdir(), 'dragoman-record-'));
  try {
    process.stderr.write(`dragoman: ${announcement(session, flags)}\n`);
    const variables = await variablesFor(session, flags, directory);
    const code = args.length === 0 ? await untilEnded(variables) : await run(args, variables);
    tellOf(session.finish(), flags.out);
    return code;
  } finally {
    session.close();
    rmSync(directory, { recursive: true, force: true });
  }
}

function announcement({ services }: RecordingSession, { writes, passThrough }: RecordFlags): string {
  const what = writes === true ? 'reads and writes' : 'reads alone';
  const how = passThrough === true ? 'as the command signs them' : 'signed with your key';
  return `requests go to ${services.map(({ url }) => url).join(', ')}, ${what}, ${how}; nothing but shapes is kept`;
}

/** Variables of temporary keys, which belong to the user's own key and to no other. */
const TOKENS = ['ALIBABA_CLOUD_SECURITY_TOKEN', 'HUAWEICLOUD_SDK_SECURITY_TOKEN', 'HW_SECURITY_TOKEN'];

async function variablesFor(
  session: RecordingSession,
  { credentials: file }: RecordFlags,
  directory: string,
): Promise<Record<string, string>> {
  const { server, runKey, services } = session;
  const project = await projectOf(
    file,
    services.every(({ isLocal }) => isLocal),
  );
  const variables = clientEnvironment({
    ...{ url: server.url, proxy: server.url, isSecured: false, authority: server.certificate, directory },
    regions: huaweiRegions,
    credentials: runKey === null ? null : credentialsOf(runKey, project, session.facts.region),
    before: process.env,
  });
  if (runKey === null) return variables;
  return { ...variables, ...Object.fromEntries(TOKENS.map((name) => [name, ''])) };
}

/** The key of this run at whichever door: its secret proves nothing, for its id is known to nobody else. */
function credentialsOf(runKey: string, project: string | undefined, region: string | null): Credentials {
  const secret = 'of-this-recording-alone';
  const huawei = {
    ...{ ak: runKey, sk: secret, region: region ?? process.env['HW_REGION_NAME'] ?? 'cn-north-4' },
    ...(project !== undefined && { project_id: project }),
  };
  const aliyun = {
    ...{ access_key_id: runKey, access_key_secret: secret },
    region_id: region ?? process.env['ALICLOUD_REGION'] ?? 'cn-hangzhou',
  };
  return { huawei, aliyun, bk: { bk_app_code: runKey, bk_app_secret: secret } };
}

async function run(args: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
  return exitCodeOf(args, { env: { ...process.env, ...variables }, stdio: 'inherit' });
}

/** Prints what leads programs here, and waits for the end: Ctrl-C. */
async function untilEnded(variables: Readonly<Record<string, string>>): Promise<number> {
  const shell = shellNamed(undefined);
  for (const [name, value] of Object.entries(variables)) process.stdout.write(`${shell.set(name, value)}\n`);
  await new Promise<void>((resolve) => {
    process.once('SIGINT', () => {
      resolve();
    });
    process.once('SIGTERM', () => {
      resolve();
    });
  });
  return 0;
}

function tellOf({ steps, exchanges, unknown_fields: unknown }: Recording, out: string): void {
  const fields = unknown === 0 ? '' : `; ${unknown} fields that no vendor's table has are kept without their names`;
  process.stderr.write(`dragoman: ${steps.length} requests, ${exchanges.length} shapes, in ${out}${fields}\n`);
}
