/**
 * A container engine on this machine: podman with runc and a network of its own, installed by apt where this runs as
 * root and they are missing. Its images stay in a folder of their own, apart from the machine's other containers.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';

const HOME = '/var/tmp/dragoman-containers';
const CA_BUNDLE = '/etc/ssl/certs/ca-certificates.crt';

/** By Debian package: podman, what runs and connects its containers, and what makes a base image. */
const TOOLS = { podman: 'podman', runc: 'runc', iptables: 'iptables', debootstrap: 'debootstrap' };
const LIBRARIES = { '/usr/lib/podman/netavark': 'netavark', '/usr/lib/podman/aardvark-dns': 'aardvark-dns' };

/** The images that the Dockerfile begins with. */
export const BASES = {
  debian: 'docker.io/library/debian:bookworm-slim',
  node: `docker.io/library/node:${process.versions.node}-bookworm-slim`,
};

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** What the Dockerfile makes. */
export const IMAGE = `dragoman:${manifest().version}`;

/** Runs podman. */
export type Podman = (...args: string[]) => Promise<string>;

/** Answers how to run podman, or why that cannot be. */
export async function prepareEngine(): Promise<Podman | string> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return 'it takes Linux, and root to set up networks';
  try {
    await install();
    const env = configure();
    const podman: Podman = (...args) => run({ cwd: HOME, env }, 'podman', '--log-level=error', ...args);
    await makeBases(podman);
    await podman('run', '--rm', BASES.debian, 'true');
    return podman;
  } catch (error) {
    return (error as Error).message.trim().split('\n').slice(0, 4).join('; ');
  }
}

/** The variables that lead podman, and what starts it, to what is kept here. */
export function configure(): Record<string, string> {
  mkdirSync(HOME, { recursive: true });
  const [engine, storage] = [join(HOME, 'containers.conf'), join(HOME, 'storage.conf')];
  writeFileSync(
    engine,
    `[containers]\ndefault_ulimits = []\ncgroups = "enabled"\n` +
      `[engine]\nruntime = "runc"\ncgroup_manager = "cgroupfs"\nevents_logger = "file"\n` +
      `[network]\nnetwork_backend = "netavark"\nnetwork_config_dir = "${HOME}/networks"\n`,
  );
  writeFileSync(storage, `[storage]\ndriver = "overlay"\ngraphroot = "${HOME}/storage"\nrunroot = "${HOME}/run"\n`);
  return { CONTAINERS_CONF: engine, CONTAINERS_STORAGE_CONF: storage };
}

async function install(): Promise<void> {
  const missing = [
    ...Object.entries(TOOLS).flatMap(([tool, name]) => (isOnPath(tool) ? [] : [name])),
    ...Object.entries(LIBRARIES).flatMap(([file, name]) => (existsSync(file) ? [] : [name])),
  ];
  if (missing.length === 0) return;
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run({ cwd: '/', env }, 'apt-get', 'update');
  await run({ cwd: '/', env }, 'apt-get', 'install', '--yes', '--no-install-recommends', ...missing);
}

function isOnPath(tool: string): boolean {
  return `${process.env['PATH']}:/usr/sbin:/sbin`.split(':').some((folder) => existsSync(join(folder, tool)));
}

/**
 * No registry of images is asked: Debian is put together from its packages, and Node's own image is that with the Node
 * that runs this and its npm. They trust whom this machine trusts.
 */
async function makeBases(podman: Podman): Promise<void> {
  const has = (image: string): Promise<boolean> =>
    podman('image', 'exists', image).then(
      () => true,
      () => false,
    );
  if (!(await has(BASES.debian))) await makeDebian(podman);
  if (!(await has(BASES.node))) await makeNode(podman);
}

async function makeDebian(podman: Podman): Promise<void> {
  const root = join(HOME, 'debian');
  await run({ cwd: HOME }, 'rm', '-rf', root);
  await run({ cwd: HOME }, 'debootstrap', '--variant=minbase', 'bookworm', root);
  // As the published slim image is without them.
  const needless = [
    'var/cache/apt/archives',
    'var/lib/apt/lists',
    'usr/share/doc',
    'usr/share/man',
    'usr/share/locale',
  ];
  await run({ cwd: root }, 'rm', '-rf', ...needless);
  await run({ cwd: HOME }, 'tar', '-C', root, '-cf', 'debian.tar', '.');
  await podman(
    'import',
    '--change',
    'ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    'debian.tar',
    BASES.debian,
  );
  await run({ cwd: HOME }, 'rm', '-rf', root, 'debian.tar');
}

async function makeNode(podman: Podman): Promise<void> {
  const root = join(HOME, 'node');
  const npm = resolve(dirname(realpathSync(execFileSync('which', ['npm'], { encoding: 'utf8' }).trim())), '..');
  const script = [
    'mkdir -p usr/local/bin usr/local/lib/node_modules etc/ssl/certs',
    `cp '${process.execPath}' usr/local/bin/node`,
    `cp -r '${npm}' usr/local/lib/node_modules/npm`,
    'ln -sf ../lib/node_modules/npm/bin/npm-cli.js usr/local/bin/npm',
    'ln -sf ../lib/node_modules/npm/bin/npx-cli.js usr/local/bin/npx',
    `cp '${CA_BUNDLE}' etc/ssl/certs/`,
  ];
  mkdirSync(root, { recursive: true });
  chmodSync(root, 0o755);
  await run({ cwd: root }, 'sh', '-ec', script.join('\n'));
  const trust = `NODE_EXTRA_CA_CERTS=${CA_BUNDLE} npm_config_cafile=${CA_BUNDLE}`;
  const file = join(HOME, 'node.dockerfile');
  writeFileSync(file, `FROM ${BASES.debian}\nCOPY . /\nENV ${trust}\n`);
  await podman('build', '--pull=never', '--isolation', 'chroot', '--file', file, '--tag', BASES.node, root);
  await run({ cwd: HOME }, 'rm', '-rf', root);
}

/** Builds the image, as anybody does; its layers are kept. */
export async function buildImage(): Promise<void> {
  const env = { ...configure(), BUILDAH_ISOLATION: 'chroot' };
  await run({ cwd: ROOT, env }, 'npm', 'run', '--silent', 'package', '--', 'image');
}

function manifest(): { readonly version: string } {
  return JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { readonly version: string };
}
