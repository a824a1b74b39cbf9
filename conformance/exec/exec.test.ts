import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { after, afterEach, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const pathOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const CLI = pathOf('../../packages/gateway/dist/cli.js');
const PYTHON = pathOf('../python/.venv/bin/python');
const node = (major: number): string => pathOf(`.nodes/node_modules/node${major}/bin/node`);
const scratch = process.env['scratch'] ?? '';
const built = (name: string): string => join(scratch, name);

/** What each client needs, and how it is run. */
interface Client {
  readonly name: string;
  readonly needs: string;
  readonly command: readonly string[];
  /** Names that it looks for and does nothing with. */
  readonly looksFor?: readonly string[];
}

const PROBES: readonly Client[] = [
  { name: 'Node 20', needs: node(20), command: [node(20), pathOf('clients/probe.cjs')] },
  { name: 'Node 22', needs: node(22), command: [node(22), pathOf('clients/probe.cjs')] },
  { name: 'Node 24', needs: process.execPath, command: [process.execPath, pathOf('clients/probe.cjs')] },
  { name: 'Python', needs: PYTHON, command: [PYTHON, pathOf('clients/probe.py')] },
  { name: 'Go', needs: built('probe'), command: [built('probe')] },
  {
    name: 'Java',
    needs: 'java',
    command: ['java', pathOf('clients/Probe.java')],
    // HttpURLConnection looks for the address of a server that answered 401 through a proxy, for an Authenticator.
    looksFor: ['csms.cn-north-4.myhuaweicloud.com'],
  },
  { name: 'curl', needs: 'curl', command: [pathOf('clients/probe.sh')] },
];

const SDKS: readonly Client[] = [
  { name: 'Node', needs: process.execPath, command: [process.execPath, pathOf('clients/sdk.mjs')] },
  { name: 'Python', needs: PYTHON, command: [PYTHON, pathOf('clients/sdks.py')] },
  { name: 'Go', needs: built('sdks'), command: [built('sdks')] },
];

/** What a door answers to a request that says nothing of who sends it. */
const METADATA = 'http://100.100.100.200/latest/meta-data/ram/security-credentials/';
const HUAWEI = 'csms.cn-north-4.myhuaweicloud.com/v1/d7a60a00000000000000000000000001/secrets';
const ALIYUN = 'kms.cn-hangzhou.aliyuncs.com/?Action=ListSecrets';
const OWN = 'api.bk.example.com/?Action=ListSecrets';
const REJECTED = 'oss-cn-hangzhou.aliyuncs.com/';
/** No status that anybody else answers. */
const OTHER_STATUS = 207;

const other = createServer((_request, response) => response.writeHead(OTHER_STATUS).end('other'));
const resolver = createSocket('udp4');
let lookedFor: string[] = [];
let otherUrl = '';

before(async () => {
  otherUrl = `http://other.example:${await listenOn(other)}/`;
  resolver.on('message', (query) => lookedFor.push(nameIn(query)));
  await bindTo(resolver, 53);
});
afterEach(() => {
  const names = lookedFor;
  lookedFor = [];
  assert.deepEqual(names, [], 'names were looked for outside');
});
after(() => {
  other.close();
  resolver.close();
});

test('the resolver hears of a name that is looked for', async () => {
  const program = 'require("node:dns").lookup("looked-for.example", () => undefined)';
  await once(spawn(process.execPath, ['-e', program]), 'exit');
  assert.ok(lookedFor.includes('looked-for.example'), 'the proof proves nothing');
  lookedFor = [];
});

for (const client of PROBES) {
  test(`${client.name}, with --host, where unknown hosts pass`, { skip: lacking(client) }, async () => {
    const urls = [METADATA, ...both(HUAWEI), ...both(ALIYUN), ...both(OWN), otherUrl, ...both(REJECTED)];
    const { answers, hosts } = await probe(client, ['--host', 'bk.example.com'], urls);
    assertAnswers(answers, METADATA, '200');
    for (const url of both(HUAWEI)) assertAnswers(answers, url, '401');
    for (const url of [...both(ALIYUN), ...both(OWN)]) assertAnswers(answers, url, '400');
    assertAnswers(answers, otherUrl, String(OTHER_STATUS));
    for (const url of both(REJECTED)) assertRejected(answers, url);
    lookedFor = lookedFor.filter((name) => client.looksFor?.includes(name) !== true);
    assert.deepEqual(hosts, [
      'intercepted 100.100.100.200:80',
      'intercepted api.bk.example.com:443',
      'intercepted api.bk.example.com:80',
      'intercepted csms.cn-north-4.myhuaweicloud.com:443',
      'intercepted csms.cn-north-4.myhuaweicloud.com:80',
      'intercepted kms.cn-hangzhou.aliyuncs.com:443',
      'intercepted kms.cn-hangzhou.aliyuncs.com:80',
      `passed ${new URL(otherUrl).host}`,
      'rejected oss-cn-hangzhou.aliyuncs.com:443',
      'rejected oss-cn-hangzhou.aliyuncs.com:80',
    ]);
  });

  test(`${client.name}, without --host, where unknown hosts are rejected`, { skip: lacking(client) }, async () => {
    const urls = [...both(ALIYUN), ...both(OWN), otherUrl];
    const { answers, hosts } = await probe(client, ['--unknown-hosts', 'reject'], urls);
    for (const url of both(ALIYUN)) assertAnswers(answers, url, '400');
    for (const url of [...both(OWN), otherUrl]) assertRejected(answers, url);
    assert.deepEqual(hosts, [
      'blocked api.bk.example.com:443',
      'blocked api.bk.example.com:80',
      `blocked ${new URL(otherUrl).host}`,
      'intercepted kms.cn-hangzhou.aliyuncs.com:443',
      'intercepted kms.cn-hangzhou.aliyuncs.com:80',
    ]);
  });
}

for (const client of SDKS) {
  test(`official clients in ${client.name}, given keys and a region`, { skip: lacking(client) }, async () => {
    const { out, err } = await underExec(['--unknown-hosts', 'reject'], client.command);
    assert.equal(out, 'ok\n', err);
  });
}

const IN_SANDBOX: Client = { name: 'Python', needs: PYTHON, command: [PYTHON, pathOf('clients/sandbox.py')] };
test('official clients in Python, given a region and a sandbox', { skip: lacking(IN_SANDBOX) }, async () => {
  const { out, err } = await underExec(['--sandbox', '--unknown-hosts', 'reject'], IN_SANDBOX.command);
  assert.equal(out, 'ok\n', err);
});

const both = (rest: string): string[] => [`http://${rest}`, `https://${rest}`];

/** What every way of a client got for a URL, by the way and the turn. */
type Answers = ReadonlyMap<string, readonly string[]>;

function assertAnswers(answers: Answers, url: string, status: string): void {
  const found = answers.get(url) ?? [];
  assert.ok(found.length >= 3, `${url} was not asked for`);
  assert.deepEqual([...new Set(found)], [status], url);
}

/** Rejected by the proxy itself, or no connection is had. */
function assertRejected(answers: Answers, url: string): void {
  const found = answers.get(url) ?? [];
  assert.ok(found.length >= 3, `${url} was not asked for`);
  for (const status of found) assert.match(status, /^(403|error)$/, url);
}

async function probe({ command }: Client, options: readonly string[], urls: readonly string[]) {
  const { out, err } = await underExec(options, [...command, ...urls]);
  const answers = new Map<string, string[]>();
  for (const line of out.trim().split('\n')) {
    const [, url = '', status = ''] = line.split(' | ');
    answers.set(url, [...(answers.get(url) ?? []), status]);
  }
  const hosts = [...err.matchAll(/^dragoman: ((?:intercepted|passed|rejected|blocked) \S+) /gm)];
  return { answers, hosts: hosts.map(([, line = '']) => line).toSorted() };
}

/** Runs a command under `dragoman exec`, with nothing but what programs need to run. */
async function underExec(options: readonly string[], command: readonly string[]) {
  const env = { PATH: process.env['PATH'], HOME: scratch, LC_ALL: 'C.UTF-8', DRAGOMAN_PORT: '0' };
  const child = spawn(process.execPath, [CLI, 'exec', '--memory', ...options, '--', ...command], { cwd: scratch, env });
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err };
}

/** Why a client is left out; `false` where it is not. */
function lacking({ name, needs }: Client): string | false {
  const isThere = needs.includes('/') ? existsSync(needs) : spawnSync(needs, ['--version']).status === 0;
  if (isThere) return false;
  process.stdout.write(`!!! LEFT OUT: ${name} under dragoman exec (its toolchain is missing on this machine) !!!\n`);
  return 'its toolchain is missing';
}

async function listenOn(server: Server): Promise<number> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

async function bindTo(socket: Socket, port: number): Promise<void> {
  socket.bind(port, '127.0.0.1');
  await once(socket, 'listening');
}

/** The name that a query of DNS asks for (RFC 1035 4.1.2). */
function nameIn(query: Buffer): string {
  const labels: string[] = [];
  for (let at = 12; (query[at] ?? 0) > 0; at += 1 + (query[at] ?? 0))
    labels.push(query.subarray(at + 1, at + 1 + (query[at] ?? 0)).toString('latin1'));
  return labels.join('.');
}
