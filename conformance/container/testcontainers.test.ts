/** Java's test helper over a container: Testcontainers asks an engine by Docker's own API, which podman speaks too. */
import assert from 'node:assert/strict';
import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { buildImage, configure, IMAGE, type Podman, prepareEngine } from './engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROJECT = fileURLToPath(new URL('testcontainers', import.meta.url));

const hasMaven = spawnSync('mvn', ['--version']).error === undefined;
const engine = hasMaven ? await prepareEngine() : 'Maven is missing';
if (typeof engine === 'string') process.stdout.write(`!!! LEFT OUT: Testcontainers, which need an engine: ${engine}\n`);

void suite('Testcontainers', { skip: typeof engine === 'string' ? engine : false }, () => {
  const podman = engine as Podman;
  const scratch = mkdtempSync(join(tmpdir(), 'dragoman-testcontainers-'));
  const socket = join(scratch, 'engine.sock');
  let service: ChildProcess;

  before(async () => {
    await buildImage();
    await run({ cwd: ROOT }, 'npm', 'run', '--silent', 'package', '--', 'executable', 'java');
    const args = ['--log-level=error', 'system', 'service', '--time=0', `unix://${socket}`];
    service = spawn('podman', args, { env: { ...process.env, ...configure() }, stdio: 'inherit' });
    await appearanceOf(socket);
  });

  after(async () => {
    service.kill();
    await once(service, 'exit');
    rmSync(scratch, { recursive: true, force: true });
  });

  test('start a gateway from the image, and end it with the suite', async () => {
    const project = join(scratch, 'project');
    cpSync(PROJECT, project, { recursive: true });
    const before = await podman('ps', '--all', '--quiet');
    const env = {
      DOCKER_HOST: `unix://${socket}`,
      // It watches over containers from one of its own, whose image no registry is asked for here.
      TESTCONTAINERS_RYUK_DISABLED: 'true',
      DRAGOMAN_IMAGE: `localhost/${IMAGE}`,
      // Nor is there a program to be found.
      PATH: `${dirname(execFileSync('which', ['mvn'], { encoding: 'utf8' }))}:/usr/bin:/bin`,
      XDG_CACHE_HOME: join(scratch, 'caches'),
    };
    await run({ cwd: project, env }, 'mvn', '--batch-mode', '--quiet', `-Ddragoman.out=${join(ROOT, 'out')}`, 'test');
    const report = readFileSync(join(project, 'target', 'surefire-reports', 'project.ContainerTest.txt'), 'utf8');
    assert.match(report, /Tests run: 2, Failures: 0, Errors: 0, Skipped: 0/);
    assert.equal(await podman('ps', '--all', '--quiet'), before);
  });
});

async function appearanceOf(file: string): Promise<void> {
  const changes = watch(dirname(file));
  while (!existsSync(file)) await once(changes, 'change');
  changes.close();
}
