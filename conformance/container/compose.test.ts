/** `compose.yaml` and the recipes of docs/compose.md, run by podman-compose. */
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { assertConsole } from '../support/console-page.ts';
import { buildImage, configure, type Podman, prepareEngine } from './engine.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMPOSE = fileURLToPath(new URL('.venv/bin/podman-compose', import.meta.url));
const CHECK = fileURLToPath(new URL('.venv/bin/check-jsonschema', import.meta.url));
const TOKEN = 'token-of-the-compose-suite';
const RECIPES = [...readFileSync(join(ROOT, 'docs', 'compose.md'), 'utf8').matchAll(/```(js|yaml)\n(.+?)```/gs)];

const engine = existsSync(COMPOSE) ? await prepareEngine() : 'Python is missing';
if (typeof engine === 'string')
  process.stdout.write(`!!! LEFT OUT: compose.yaml, which nothing runs here: ${engine}\n`);

void suite('Compose', { skip: typeof engine === 'string' ? engine : false }, () => {
  const podman = engine as Podman;
  const scratch = mkdtempSync(join(tmpdir(), 'dragoman-compose-'));
  const project = `dragoman-compose-${process.pid}`;
  // The colon at the end: a free port of the machine.
  const env = {
    ...configure(),
    DRAGOMAN_CONTROL_TOKEN: TOKEN,
    DRAGOMAN_PUBLISH: '127.0.0.1:',
    COMPOSE_PROJECT_NAME: project,
  };
  const compose = (file: string, ...args: string[]): Promise<string> =>
    run({ cwd: scratch, env }, COMPOSE, '--file', file, ...args);

  before(async () => {
    await buildImage();
  });

  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  test('compose.yaml starts a gateway that is healthy, and keeps its state when it is started again', async () => {
    const file = join(ROOT, 'compose.yaml');
    const inside = async (...command: string[]): Promise<string> =>
      podman('exec', `${project}_dragoman_1`, 'dragoman', ...command);
    try {
      await compose(file, 'up', '--detach', '--no-build');
      await ready(() => podman('healthcheck', 'run', `${project}_dragoman_1`));
      const address = (await podman('port', `${project}_dragoman_1`, '4600')).split('\n')[0] ?? '';
      assert.equal((await fetch(`http://${address}/_dragoman/ready`)).status, 200);
      await assertConsole(`http://${address}`);
      await inside('seeds', 'apply', '--secrets', JSON.stringify([{ name: 'kept', value: 'in the volume' }]));
      await compose(file, 'down');
      await compose(file, 'up', '--detach', '--no-build');
      await ready(() => podman('healthcheck', 'run', `${project}_dragoman_1`));
      assert.match(await inside('status', '--json'), /"secrets":1,/);
    } finally {
      await compose(file, 'down', '--volumes');
    }
  });

  const [app, ...recipes] = RECIPES.map(([, , text]) => String(text));
  for (const [at, recipe] of recipes.entries())
    test(`the recipe ${at + 1} of docs/compose.md leads the program to the gateway`, async () => {
      writeFileSync(join(scratch, 'app.mjs'), String(app));
      const file = join(scratch, `recipe-${at + 1}.yaml`);
      writeFileSync(file, recipe);
      await run({ cwd: scratch }, CHECK, '--builtin-schema', 'vendor.compose-spec', file);
      try {
        // One after the other: this podman starts nothing that depends on a container that has ended.
        await compose(file, 'up', '--detach', 'dragoman');
        await compose(file, 'run', '--rm', '-T', '--no-deps', 'authority');
        assert.equal(await compose(file, 'run', '--rm', '-T', '--no-deps', 'app'), "{ status: 'up' }");
      } finally {
        await compose(file, 'down', '--volumes');
      }
    });
});

/** Asks until it is so. */
async function ready(ask: () => Promise<unknown>): Promise<void> {
  for (let left = 100; ; left -= 1) {
    try {
      await ask();
      return;
    } catch (error) {
      if (left === 0) throw error;
    }
  }
}
