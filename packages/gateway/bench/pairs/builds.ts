import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** A built gateway of one commit, or of the files as they are. */
export interface Build {
  readonly name: string;
  /** The script that is the command `dragoman`. */
  readonly cli: string;
  /** Settings that it starts with, by their variables; those by default without. */
  readonly settings?: NodeJS.ProcessEnv;
}

export interface CheckedOutBuild extends Build {
  /** Forgets the work tree and deletes its files. */
  readonly remove: () => Promise<void>;
}

const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));
const STEP_LIMIT_MS = 10 * 60_000;
const MAX_OUTPUT_BYTES = 64 * 1024 * 1024;

/** What `npm run bench` has just built. */
export async function presentBuild(): Promise<Build> {
  const commit = await git('rev-parse', '--short', 'HEAD');
  const changed = (await git('status', '--porcelain')) !== '';
  return { name: `${commit}${changed ? ' and changes' : ''}`, cli: cliOf(ROOT) };
}

/** The commit that a ref names. Fails on one that git does not know. */
export async function commitOf(ref: string): Promise<string> {
  return git('rev-parse', '--short', '--verify', '--end-of-options', `${ref}^{commit}`);
}

/**
 * Checks a commit out into a new folder, installs what it locks there and builds it.
 * @param folder does not exist yet
 * @param signal ends what is under way
 */
export async function buildCommit(commit: string, folder: string, signal: AbortSignal): Promise<CheckedOutBuild> {
  const remove = async () => {
    rmSync(folder, { recursive: true, force: true });
    await git('worktree', 'prune');
  };
  try {
    await git('worktree', 'add', '--detach', folder, commit);
    await runIn(folder, signal, join(ROOT, 'node_modules/.bin/pnpm'), [
      'install',
      '--frozen-lockfile',
      '--prefer-offline',
    ]);
    await runIn(folder, signal, join(folder, 'node_modules/.bin/turbo'), ['run', 'build', '--output-logs=errors-only']);
  } catch (error) {
    await remove();
    throw error;
  }
  return { name: commit, cli: cliOf(folder), remove };
}

/** The command's script, by the manifest of the package that is published: where it stands may change. */
function cliOf(root: string): string {
  const folder = join(root, 'packages', 'gateway');
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { bin: { dragoman: string } };
  return join(folder, bin.dragoman);
}

async function git(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('git', args, { cwd: ROOT });
  return stdout.trim();
}

async function runIn(folder: string, signal: AbortSignal, command: string, args: string[]): Promise<void> {
  const PATH = [join(folder, 'node_modules/.bin'), process.env['PATH']].join(delimiter);
  const env = { ...process.env, PATH, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1' };
  const limits = { timeout: STEP_LIMIT_MS, maxBuffer: MAX_OUTPUT_BYTES };
  await promisify(execFile)(command, args, { cwd: folder, env, signal, ...limits }).catch((error: unknown) => {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${command} ${args.join(' ')} failed:\n${stdout}${stderr}`, { cause: error });
  });
}
