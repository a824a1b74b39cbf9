/** The image, built and run by a container engine. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BASES, buildImage, IMAGE, type Podman, prepareEngine } from './engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const MEGABYTE = 1_000_000;
const TOKEN = 'token-of-the-container-suite';
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
/** As little as `compose.yaml` gives. */
const CONFINED = ['--read-only', '--read-only-tmpfs=false', '--cap-drop', 'ALL', '--security-opt', 'no-new-privileges'];
/** What the image's default settings lack. */
const SETTINGS = ['--env', `DRAGOMAN_CONTROL_TOKEN=${TOKEN}`, '--env', 'DRAGOMAN_JSON=true'];

const engine = await prepareEngine();
if (typeof engine === 'string') process.stdout.write(`!!! LEFT OUT: the image, which no engine runs here: ${engine}\n`);

void suite('the image', { skip: typeof engine === 'string' ? engine : false }, () => {
  const podman = engine as Podman;
  const run = (...args: string[]): Promise<string> => podman('run', ...args);
  const unique = `dragoman-${process.pid}`;
  const [network, volume] = [unique, unique];
  const scratch = mkdtempSync(join(tmpdir(), 'dragoman-image-'));

  before(async () => {
    await buildImage();
    await podman('network', 'create', network);
  });

  after(async () => {
    for (const id of (await podman('ps', '--all', '--quiet', '--filter', `name=${unique}`)).split('\n').filter(Boolean))
      await podman('rm', '--force', '--volumes', id);
    await podman('volume', 'rm', '--force', volume);
    await podman('network', 'rm', '--force', network);
    rmSync(scratch, { recursive: true, force: true });
  });

  /** Starts a container; answers its name once it says that it is ready. */
  async function start(name: string, ...options: string[]): Promise<string> {
    const container = `${unique}-${name}`;
    await run('--detach', '--name', container, ...CONFINED, ...SETTINGS, ...options);
    for (let line = ''; !line.includes('"ready"');)
      line = await podman('logs', container).then(async (log) => {
        const state = await podman('inspect', '--format', '{{.State.Status}}', container);
        assert.equal(state, 'running', log);
        return log;
      });
    return container;
  }

  const stop = async (container: string): Promise<void> => {
    const before = performance.now();
    await podman('stop', '--time', '15', container);
    assert.ok(performance.now() - before < 15_000);
    assert.equal(await podman('inspect', '--format', '{{.State.ExitCode}}', container), '0');
    await podman('rm', '--volumes', container);
  };

  test('takes little more than Node', async () => {
    const size = async (image: string): Promise<number> =>
      Number(await podman('inspect', '--format', '{{.Size}}', image));
    const more = (await size(IMAGE)) - (await size(BASES.node));
    assert.ok(more < 10 * MEGABYTE, `${more} bytes over Node's own image`);
  });

  test('is an archive that the manifest tells of, which an engine loads', async () => {
    const { files } = JSON.parse(readFileSync(join(ROOT, 'out', 'manifest.json'), 'utf8')) as {
      readonly files: readonly { readonly file: string; readonly kind: string }[];
    };
    const archive = files.find(({ kind }) => kind === 'image')?.file ?? assert.fail(JSON.stringify(files));
    const id = await podman('inspect', '--format', '{{.Id}}', IMAGE);
    await podman('untag', IMAGE);
    await podman('load', '--input', join(ROOT, 'out', archive));
    assert.equal(await podman('inspect', '--format', '{{.Id}}', IMAGE), id);
  });

  test('says what it is', async () => {
    const config = JSON.parse(await podman('inspect', '--format', '{{json .Config}}', IMAGE)) as {
      readonly Labels: Record<string, string>;
      readonly StopSignal: string;
      readonly Volumes: object;
    };
    assert.equal(config.Labels['org.opencontainers.image.version'], version);
    assert.equal(config.StopSignal, 'SIGTERM');
    assert.deepEqual(Object.keys(config.Volumes), ['/data']);
    assert.equal(await run('--rm', ...CONFINED, IMAGE, '--version'), version);
  });

  test('refuses to listen for others without a control token', async () => {
    await assert.rejects(
      run('--rm', ...CONFINED, IMAGE),
      /others can reach that address, so set DRAGOMAN_CONTROL_TOKEN/,
    );
  });

  test('runs without capabilities on files that it cannot write, is healthy, and stops in time', async () => {
    const container = await start('confined', IMAGE);
    await podman('healthcheck', 'run', container);
    const status = await podman('exec', container, 'cat', '/proc/1/status');
    assert.match(status, /^Uid:\t1000\t1000\t1000\t1000$/m);
    assert.match(status, /^CapEff:\t0{16}$/m);
    assert.match(status, /^CapBnd:\t0{16}$/m);
    await assert.rejects(podman('exec', container, 'touch', '/app/x'), /Read-only file system/);
    const changed = (await podman('diff', container)).split('\n').filter((line) => !/^C |^A \/(etc|run)/.test(line));
    assert.deepEqual(changed.filter(Boolean), []);
    await stop(container);
  });

  test('is unhealthy where nothing answers', async () => {
    const container = await start('unhealthy', '--env', 'DRAGOMAN_URL=http://127.0.0.1:1', IMAGE);
    await assert.rejects(podman('healthcheck', 'run', container));
    await stop(container);
  });

  test('keeps its state in a volume, whoever runs it', async () => {
    const options = ['--volume', `${volume}:/data`, '--user', '54321', IMAGE];
    const first = await start('first', ...options);
    const secrets = JSON.stringify([{ name: 'kept', value: 'in the volume' }]);
    await podman('exec', first, 'dragoman', 'seeds', 'apply', '--secrets', secrets);
    await stop(first);
    const second = await start('second', ...options);
    assert.match(await podman('exec', second, 'dragoman', 'status', '--json'), /"secrets":1,/);
    await stop(second);
  });

  test('answers an official client under the name of its cloud, in a network of their own', async () => {
    const host = 'kms.cn-hangzhou.aliyuncs.com';
    const options = [
      '--network',
      network,
      '--network-alias',
      host,
      '--sysctl',
      'net.ipv4.ip_unprivileged_port_start=443',
    ];
    const container = await start('cloud', ...options, '--env', 'DRAGOMAN_PORT=443', IMAGE);
    await podman('healthcheck', 'run', container);
    writeFileSync(join(scratch, 'ca.pem'), await podman('exec', container, 'dragoman', 'tls', 'authority'));
    writeFileSync(
      join(scratch, 'client.cjs'),
      `const Client = require(${JSON.stringify(join(ROOT, 'packages/gateway/node_modules/@alicloud/pop-core'))});
const client = new Client({
  endpoint: 'https://${host}',
  apiVersion: '2016-01-20',
  accessKeyId: 'DRAGOMANDEV000000001',
  accessKeySecret: 'DragomanDevelopmentSecretKeyNotForCloud0',
});
client
  .request('CreateSecret', { SecretName: 'named', VersionId: '1', SecretData: 'by the name of its cloud' })
  .then(() => client.request('GetSecretValue', { SecretName: 'named' }))
  .then(({ SecretData }) => console.log(SecretData));
`,
    );
    const mounts = [ROOT, scratch].flatMap((folder) => ['--volume', `${folder}:${folder}:ro`]);
    const trust = ['--env', `NODE_EXTRA_CA_CERTS=${join(scratch, 'ca.pem')}`];
    const client = await run(
      '--rm',
      '--network',
      network,
      ...mounts,
      ...trust,
      BASES.node,
      'node',
      join(scratch, 'client.cjs'),
    );
    assert.equal(client, 'by the name of its cloud');
    await stop(container);
  });
});
