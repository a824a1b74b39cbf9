import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { PLAIN_ENV, type StartedGateway, startGatewayBy } from '../support/commands.ts';
import { type Recipe, recipesOf } from './recipes.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CLI = fileURLToPath(new URL('../../packages/gateway/dist/cli.js', import.meta.url));
/** The Python suite's environment has the SDKs' own `requests`. */
const PYTHON = [fileURLToPath(new URL('../python/.venv/bin/python', import.meta.url)), '/usr/bin/env python3'];

const ANSWER = '{"status":"up"}';
const NAMES = ['kms.cn-north-4.myhuaweicloud.com', 'kst-hzz1.cryptoservice.kms.aliyuncs.com', 'localhost'];

/** What each section of the page needs; answers whether it is there. */
const TOOLCHAINS: Readonly<Record<string, () => boolean>> = {
  curl: () => works('curl', '--version'),
  Node: () => true,
  Python: () => python !== undefined,
  Go: () => works('go', 'version'),
  Java: () => works('java', '--version') && works('keytool', '-help'),
};

const scratch = mkdtempSync(join(tmpdir(), 'dragoman-tls-'));
const bin = join(scratch, 'bin');
const env = {
  ...withoutTrust(PLAIN_ENV),
  PATH: [bin, process.env['PATH']].join(delimiter),
  HOME: scratch,
  GOCACHE: goCache(),
  GOTOOLCHAIN: 'local',
  GOFLAGS: '-mod=mod',
};
const python = PYTHON.find((command) => works('sh', '-c', `${command} -c 'import requests, certifi'`));
let gateway: StartedGateway;

before(async () => {
  mkdirSync(bin);
  executable('dragoman', `exec "${process.execPath}" "${CLI}" "$@"`);
  if (python !== undefined) executable('python3', `exec ${python} "$@"`);
  gateway = await startGatewayBy({ cwd: scratch }, process.execPath, CLI, 'start', '--port', '0', '--json');
});

after(async () => {
  await gateway.stop();
  rmSync(scratch, { recursive: true, force: true });
});

for (const recipe of recipesOf(new URL('../../docs/tls.md', import.meta.url))) {
  const isThere = TOOLCHAINS[recipe.section]?.();
  if (isThere === undefined) throw new Error(`nothing says what "${recipe.section}" of docs/tls.md needs`);
  if (!isThere) leaveOut(recipe.section);
  test(`docs/tls.md: ${recipe.name}`, { skip: isThere ? false : 'its toolchain is missing' }, () => {
    assert.equal(carriedOut(recipe).trim(), ANSWER);
  });
  // What works without the recipe would prove nothing about it.
  test(`docs/tls.md: ${recipe.name}, without trust`, { skip: isThere ? false : 'its toolchain is missing' }, () => {
    assert.throws(() => carriedOut({ ...recipe, command: distrustful(recipe.command) }), /certificate|PKIX/i);
  });
}

const CLIENTS: Readonly<Record<string, (caFile: string, name: string, port: string) => string>> = {
  curl: (caFile, name, port) =>
    sh(`curl -sS --cacert "${caFile}" --resolve ${name}:${port}:127.0.0.1 https://${name}:${port}/_dragoman/health`),
  Node: (caFile, name, port) =>
    execute('node', [join(HERE, 'by-name.mjs'), name, port], { NODE_EXTRA_CA_CERTS: caFile }),
  Python: (caFile, name, port) => execute('python3', [join(HERE, 'by_name.py'), name, port], { SSL_CERT_FILE: caFile }),
  Go: (caFile, name, port) => execute('go', ['run', join(HERE, 'by_name.go'), name, port], { SSL_CERT_FILE: caFile }),
  Java: (caFile, name, port) =>
    execute(
      'java',
      [
        `-Djavax.net.ssl.trustStore=${trustStore(caFile)}`,
        '-Djavax.net.ssl.trustStorePassword=changeit',
        join(HERE, 'ByName.java'),
        name,
        port,
      ],
      {},
    ),
};

/** These take a certificate that they were told to trust at its word; the page says so. */
const TRUSTING = ['Java'];

for (const [language, call] of Object.entries(CLIENTS)) {
  const skip = TOOLCHAINS[language]?.() === true ? false : 'its toolchain is missing';
  for (const name of NAMES) {
    test(`${language} takes the certificate of ${name}`, { skip }, () => {
      const caFile = sh('dragoman ca path').trim();
      assert.ok(call(caFile, name, new URL(gateway.url).port).endsWith(ANSWER));
    });
  }
  test(`${language} refuses a host that the gateway has no certificate for`, { skip }, () => {
    assert.throws(
      () => call(sh('dragoman ca path').trim(), 'kms.example.com', new URL(gateway.url).port),
      /match|is valid for|no alternative/i,
    );
  });
  const takesIt = TRUSTING.includes(language);
  test(
    `${language} ${takesIt ? 'takes' : 'refuses'} a certificate that the authority has no right to sign`,
    { skip: works('openssl', 'version') ? skip : 'openssl is missing' },
    async () => {
      const server = await forgedServer('kms.example.com');
      const answer = () => call(sh('dragoman ca path').trim(), 'kms.example.com', server.port);
      try {
        if (takesIt) assert.ok(answer().endsWith(ANSWER));
        else assert.throws(answer, /permitted|constraint/i);
      } finally {
        await server.stop();
      }
    },
  );
}

/** A server in a process of its own whose certificate was signed with the stolen key of the authority. */
async function forgedServer(name: string): Promise<{ readonly port: string; stop(): Promise<unknown> }> {
  const ca = sh('dirname "$(dragoman ca path)"').trim();
  const directory = mkdtempSync(join(scratch, 'forged-'));
  sh(
    `openssl req -new -newkey rsa:2048 -nodes -subj "/CN=forged" -keyout forged.key -out forged.csr
    printf 'subjectAltName=DNS:${name}' > san
    openssl x509 -req -in forged.csr -CA "${ca}/ca.pem" -CAkey "${ca}/ca.key" -set_serial 1 -days 1 \\
      -extfile san -out forged.pem`,
    directory,
  );
  const server = spawn('node', [join(HERE, 'forged-server.mjs'), join(directory, 'forged')], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [port] = (await once(server.stdout, 'data')) as [Buffer];
  return {
    port: port.toString().trim(),
    stop: () => {
      server.kill();
      return once(server, 'close');
    },
  };
}

/** Runs what the page says, in a directory of its own, against this gateway. @throws when it fails */
function carriedOut({ name, files, command }: Recipe): string {
  const directory = mkdtempSync(join(scratch, `${name.replaceAll(' ', '-')}-`));
  for (const [file, code] of files) writeFileSync(join(directory, file), pointed(code));
  return sh(pointed(command), directory);
}

function pointed(code: string): string {
  return code.replaceAll(/\b4600\b/g, new URL(gateway.url).port);
}

/** The same without what the recipe is about. */
function distrustful(command: string): string {
  return command.replaceAll(/--cacert "[^"]*" |^[A-Z_]+=(?:"[^"]*"|\S+) |-Djavax\.\S+ /gm, '');
}

function sh(command: string, cwd = scratch): string {
  return execute('bash', ['-euo', 'pipefail', '-c', command], { DRAGOMAN_DATA_DIR: join(scratch, '.dragoman') }, cwd);
}

function execute(command: string, args: readonly string[], variables: NodeJS.ProcessEnv, cwd = scratch): string {
  return execFileSync(command, args, {
    cwd,
    env: { ...env, ...variables },
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
}

function works(command: string, ...args: readonly string[]): boolean {
  try {
    execFileSync(command, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function executable(name: string, line: string): void {
  writeFileSync(join(bin, name), `#!/bin/sh\n${line}\n`);
  chmodSync(join(bin, name), 0o755);
}

function trustStore(caFile: string): string {
  const path = join(scratch, 'trust.p12');
  if (!existsSync(path))
    execute(
      'keytool',
      [
        '-importcert',
        '-noprompt',
        '-alias',
        'dragoman',
        '-file',
        caFile,
        '-keystore',
        path,
        '-storetype',
        'PKCS12',
        '-storepass',
        'changeit',
      ],
      {},
    );
  return path;
}

/** Whatever this machine trusts beside its defaults stays outside. */
function withoutTrust(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const names =
    /^(NODE_EXTRA_CA_CERTS|SSL_CERT_(FILE|DIR)|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|JAVA_TOOL_OPTIONS|JDK_JAVA_OPTIONS|(https?|all|no)_proxy)$/i;
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !names.test(name)));
}

function goCache(): string | undefined {
  return works('go', 'version') ? execFileSync('sh', ['-c', 'go env GOCACHE'], { encoding: 'utf8' }).trim() : undefined;
}

function leaveOut(section: string): void {
  process.stdout.write(
    `!!! LEFT OUT: the recipes of docs/tls.md for ${section} (its toolchain is missing on this machine) !!!\n`,
  );
}
