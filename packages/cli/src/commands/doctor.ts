import { spawn, type StdioOptions } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';

import type { ControlClient } from '@dragoman/control';
import { VERSION } from '@dragoman/gateway/command-line';
import { isLoopback } from '@dragoman/input';
import { CLOUD_DOMAINS, type ProxiedHost } from '@dragoman/server';
import { Command } from 'commander';

import { authorityOf, certificatesIn } from '../client-environment.ts';
import { foldWords } from '../output/fold.ts';
import { type Terminal, terminalOf } from '../output/terminal.ts';
import { CommandError, linesOf, runCommand } from '../run-command.ts';
import { gatewayClient } from '../gateway-client.ts';
import { type ConnectionOptions, connectionFrom, connectionOptions } from './connection-options.ts';

/** What one look found. */
interface Finding {
  readonly check: string;
  readonly verdict: 'ok' | 'note' | 'problem';
  readonly detail: string;
}

interface Flags extends ConnectionOptions {
  readonly json?: true;
  readonly direct?: true;
}

type JournalEntry = Awaited<ReturnType<ControlClient['journal']['list']>>['entries'][number];

type Environment = Readonly<Record<string, string | undefined>>;

/** Where what was found begins. */
const INDENT = 9;

/** How many of a client's requests are listed. */
const MAX_LISTED = 20;

/**
 * `dragoman doctor`: whether the gateway answers, what in the environment leads clients elsewhere, and whether a given
 * client really gets here.
 */
export function doctorCommand(): Command {
  const command = new Command('doctor')
    .description(
      'check that clients reach the gateway: what the environment says, and with -- <command> ' +
        "whether that client's requests arrive; it is led as by `dragoman exec`, and reaches no other host",
    )
    .argument('[command...]', 'a client to run, after --')
    .option('--direct', 'run the client as it is: it may reach a real cloud')
    .option('--json', 'print JSON');
  for (const option of connectionOptions()) command.addOption(option);
  return command.passThroughOptions().action(async (args: readonly string[]) => {
    const flags = command.opts<Flags>();
    const findings = await examine(await connectionFrom(flags), args, flags.direct === true);
    process.stdout.write(
      flags.json === true
        ? `${JSON.stringify({ findings })}\n`
        : findings.map((finding) => linesOfFinding(finding, terminalOf(process.stdout))).join(''),
    );
    if (findings.some(({ verdict }) => verdict === 'problem')) process.exitCode = 1;
  });
}

const VERDICTS = { ok: ['ok', 'green'], note: ['note', 'yellow'], problem: ['PROBLEM', 'red'] } as const;

/** The verdict, and beside it what was found, in as many lines as that takes. */
function linesOfFinding({ check, verdict, detail }: Finding, terminal: Terminal): string {
  const [word, style] = VERDICTS[verdict];
  const [first, ...further] = foldWords(`${check}: ${detail}`, terminal.columns - INDENT);
  return [`${terminal.paint(style, word)}${' '.repeat(INDENT - word.length)}${first}`]
    .concat(further.map((line) => ' '.repeat(INDENT) + line))
    .map((line) => `${line}\n`)
    .join('');
}

async function examine(
  connection: Awaited<ReturnType<typeof connectionFrom>>,
  args: readonly string[],
  isDirect: boolean,
): Promise<Finding[]> {
  const control = gatewayClient(connection);
  const gateway = await checkGateway(control, connection.url);
  if (gateway.some(({ verdict }) => verdict === 'problem')) return gateway;
  const authority = await authorityOf(control);
  const surroundings = [
    checkProxy(connection.url, process.env),
    ...checkEndpoints(connection.url, process.env),
    ...checkTrust(authority, process.env),
  ];
  if (args.length === 0) return [...gateway, ...surroundings];
  return [...gateway, ...surroundings, ...(await checkClient(control, args, { url: connection.url, isDirect }))];
}

async function checkGateway(control: ControlClient, url: string): Promise<Finding[]> {
  const status = await control.status().catch((error: unknown) => (error as Error).message);
  if (typeof status === 'string') return [{ check: 'gateway', verdict: 'problem', detail: status }];
  const findings: Finding[] = [
    {
      check: 'gateway',
      verdict: status.ready ? 'ok' : 'problem',
      detail: `${url} is ${status.ready ? '' : 'not '}ready, version ${status.version}, state ${status.state}`,
    },
  ];
  if (status.version !== VERSION)
    findings.push({
      check: 'version',
      verdict: 'note',
      detail: `the gateway is ${status.version}, this command ${VERSION}`,
    });
  if (status.clock !== 'real')
    findings.push({
      check: 'clock',
      verdict: 'note',
      detail: `${status.clock}, it is ${status.now} there; \`dragoman clock set --mode real\` sets it right`,
    });
  if (status.faults_armed > 0)
    findings.push({
      check: 'faults',
      verdict: 'note',
      detail: `${status.faults_armed} rules may break requests; \`dragoman faults clear\` removes them`,
    });
  return findings;
}

function checkProxy(url: string, env: Environment): Finding {
  const proxy = env['HTTPS_PROXY'] ?? env['https_proxy'] ?? env['HTTP_PROXY'] ?? env['http_proxy'] ?? '';
  if (proxy === '')
    return { check: 'proxy', verdict: 'note', detail: 'none is set: clients need the endpoint, or `dragoman exec`' };
  if (isSameGateway(proxy, url)) return { check: 'proxy', verdict: 'ok', detail: `${proxy} is the gateway` };
  const without = (env['NO_PROXY'] ?? env['no_proxy'] ?? '').split(',');
  const { hostname } = new URL(url);
  if (without.includes(hostname) || without.includes('*'))
    return { check: 'proxy', verdict: 'note', detail: `${proxy} is another one, which ${hostname} is reached without` };
  return {
    check: 'proxy',
    verdict: 'problem',
    detail:
      `${proxy} is another one, and clients would ask it for ${hostname}: add ${hostname} to ` +
      `NO_PROXY, or use \`dragoman exec\``,
  };
}

function isSameGateway(proxy: string, url: string): boolean {
  const [one, other] = [URL.parse(proxy), new URL(url)];
  return (
    one !== null &&
    one.port === other.port &&
    (one.hostname === other.hostname || (isLoopback(one.hostname) && isLoopback(other.hostname)))
  );
}

/** Endpoints that the environment gives to SDKs. */
function checkEndpoints(url: string, env: Environment): Finding[] {
  const endpoints = Object.entries(env).filter(
    ([name, value = '']) => /ENDPOINT|_URL|_REGION_|_URI/.test(name) && /^https?:\/\/|\./.test(value),
  );
  const elsewhere = endpoints.filter(([, value = '']) => CLOUD_DOMAINS.some((domain) => value.includes(domain)));
  const here = endpoints.filter(([name, value = '']) => name !== 'DRAGOMAN_URL' && value.includes(new URL(url).host));
  const named = (found: typeof endpoints): string =>
    found
      .slice(0, 3)
      .map(([name]) => name)
      .join(', ') + (found.length > 3 ? ` and ${found.length - 3} more` : '');
  return [
    ...(elsewhere.length === 0
      ? []
      : [
          {
            check: 'endpoints',
            verdict: 'problem',
            detail: `${named(elsewhere)} lead to the cloud: set them to ${url}, or use \`dragoman exec\``,
          } as const,
        ]),
    ...(here.length === 0 ? [] : [{ check: 'endpoints', verdict: 'ok', detail: `${named(here)} lead here` } as const]),
  ];
}

const TRUST_VARIABLES = ['NODE_EXTRA_CA_CERTS', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'CURL_CA_BUNDLE'];

/** Who is told to trust the gateway's authority. It matters to https alone. */
function checkTrust(authority: string | null, env: Environment): Finding[] {
  if (authority === null) return [];
  return TRUST_VARIABLES.flatMap((name): Finding[] => {
    const file = env[name] ?? '';
    if (file === '') return [];
    if (!existsSync(file))
      return [
        { check: name, verdict: 'problem', detail: `${file} does not exist: print one with \`dragoman ca print\`` },
      ];
    const [kept = ''] = certificatesIn(authority);
    const trusts = readFileSync(file, 'utf8').includes(kept);
    return [
      trusts
        ? { check: name, verdict: 'ok', detail: 'the gateway is trusted over https' }
        : {
            check: name,
            verdict: 'note',
            detail: `${file} lacks the gateway's authority: over https it is not trusted`,
          },
    ];
  });
}

/** Which gateway a client is to reach, and whether nothing leads it there. */
interface ClientOptions {
  readonly url: string;
  readonly isDirect: boolean;
}

/** How a client ended, and which hosts it asked for through a proxy of its own. */
interface ClientRun {
  readonly ended: string;
  readonly hosts: readonly ProxiedHost[];
}

/** What a client prints is not the report. */
const CLIENT_STDIO: StdioOptions = ['inherit', 2, 2];

async function runLed(args: readonly string[], url: string, control: ControlClient): Promise<ClientRun> {
  const options = { url, control, hosts: [], unknown_hosts: 'reject', hasSandbox: false, stdio: CLIENT_STDIO } as const;
  const { code, hosts } = await runCommand(args, options);
  return { ended: `it ended with ${code}`, hosts };
}

async function runDirectly([command = '', ...args]: readonly string[]): Promise<ClientRun> {
  const child = spawn(command, args, { stdio: CLIENT_STDIO });
  const exited = once(child, 'exit').catch((error: unknown) => {
    throw new CommandError(command, error as NodeJS.ErrnoException);
  });
  const [code] = (await exited) as [number | null];
  return { ended: `it ended with ${String(code)}`, hosts: [] };
}

/** Runs a client, and looks at what arrived meanwhile. */
async function checkClient(
  control: ControlClient,
  args: readonly string[],
  options: ClientOptions,
): Promise<Finding[]> {
  const { url, isDirect } = options;
  const { last } = await control.journal.list({ newest: true, limit: 1 });
  const run = isDirect ? runDirectly(args) : runLed(args, url, control);
  const { ended, hosts } = await run.catch((error: unknown) => ({ ended: (error as Error).message, hosts: [] }));
  const { entries } = await control.journal.list({ after: last, limit: MAX_LISTED });
  const elsewhere: Finding[] = linesOf(hosts.filter(({ route }) => route !== 'door')).map((detail) => ({
    check: 'client',
    verdict: 'note',
    detail,
  }));
  if (entries.length > 0) return [{ check: 'client', verdict: 'ok', detail: arrivals(entries, ended) }, ...elsewhere];
  const remedy = isDirect ? 'give it the endpoint, or run it without --direct' : 'give it the endpoint';
  const detail = `none of its requests arrived here (${ended}): ${remedy}`;
  return [{ check: 'client', verdict: 'problem', detail }, ...elsewhere];
}

function arrivals(entries: readonly JournalEntry[], ended: string): string {
  const listed = entries.map(
    ({ door, operation, code }) =>
      `${door ?? 'no door'} ${operation ?? '?'}${code === null ? '' : ` rejected with ${code}`}`,
  );
  return `its requests arrive (${ended}): ${listed.join(', ')}${entries.length === MAX_LISTED ? ', …' : ''}`;
}
