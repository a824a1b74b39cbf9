/** The manifests of `deploy/kubernetes`, put together by kustomize and held to the schemas of Kubernetes. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { parseAllDocuments } from 'yaml';

import { run } from '../support/commands.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const VALIDATE = fileURLToPath(new URL('.venv/bin/kubernetes-validate', import.meta.url));
const KUSTOMIZE = 'sigs.k8s.io/kustomize/kustomize/v5@v5.7.1';
const TOKEN = 'token-of-the-kubernetes-suite';

interface PodSpec {
  readonly enableServiceLinks: boolean;
  readonly containers: readonly [
    {
      readonly image: string;
      readonly env: readonly [{ readonly valueFrom: { readonly secretKeyRef: { readonly name: string } } }];
    },
  ];
}

interface Manifest {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly data: Readonly<Record<string, string>>;
  readonly spec: { readonly template: { readonly spec: PodSpec } };
}

const lacking = !existsSync(VALIDATE)
  ? 'Python is missing'
  : hasGo()
    ? false
    : 'Go, which builds kustomize, is missing';
if (lacking !== false) process.stdout.write(`!!! LEFT OUT: the manifests of Kubernetes: ${lacking}\n`);

void suite('the manifests of Kubernetes', { skip: lacking }, () => {
  const scratch = mkdtempSync(join(tmpdir(), 'dragoman-kubernetes-'));
  const file = join(scratch, 'all.yaml');
  let manifests: readonly Manifest[];

  before(async () => {
    const folder = join(scratch, 'kubernetes');
    cpSync(join(ROOT, 'deploy', 'kubernetes'), folder, { recursive: true });
    writeFileSync(join(folder, 'control-token'), TOKEN);
    writeFileSync(file, await run({ cwd: scratch }, 'go', 'run', KUSTOMIZE, 'build', folder));
    manifests = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Manifest);
  });

  after(() => {
    rmSync(scratch, { recursive: true, force: true });
  });

  test('are what two releases of Kubernetes describe', async () => {
    for (const release of ['1.27', '1.35']) await run({ cwd: scratch }, VALIDATE, '--strict', '-k', release, file);
  });

  test('give the gateway its token from the Secret, the version of today, and no links of services', () => {
    const secret = named('Secret');
    assert.equal(Buffer.from(String(secret.data['control-token']), 'base64').toString(), TOKEN);
    const pod = named('Deployment').spec.template.spec;
    const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
    assert.equal(pod.enableServiceLinks, false);
    assert.equal(pod.containers[0].image, `dragoman:${version}`);
    assert.equal(pod.containers[0].env[0].valueFrom.secretKeyRef.name, secret.metadata.name);
  });

  const named = (kind: string): Manifest => {
    const found = manifests.find((manifest) => manifest.kind === kind);
    assert.ok(found !== undefined, kind);
    return found;
  };
});

function hasGo(): boolean {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
