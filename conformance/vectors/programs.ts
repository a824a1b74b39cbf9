/** The programs of the suite that use official SDKs, each given the folder of vectors. */
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { run } from '../support/commands.ts';
import { DATA } from './data.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const CACHE = fileURLToPath(new URL('../../.cache/vector-programs/', import.meta.url));

/** A program in the environment of the suite in Python. @throws where the machine lacks Python */
export async function runPython(program: string): Promise<string> {
  await run({ cwd: join(HERE, '../python') }, './make-environment');
  const python = join(HERE, '../python/.venv/bin/python');
  const all = process.env['VECTORS_ALL'] ?? '';
  const env = { PYTHONDONTWRITEBYTECODE: '1', ...(all === '' ? {} : { VECTORS_ALL: all }) };
  return run({ cwd: HERE, env }, python, `python/${program}`, DATA);
}

/** The program in Go. @throws where the machine lacks Go */
export async function runGo(verb: 'sign' | 'read'): Promise<string> {
  mkdirSync(CACHE, { recursive: true });
  const program = join(CACHE, 'vectors');
  await run({ cwd: join(HERE, 'go'), env: { GOTOOLCHAIN: 'local' } }, 'go', 'build', '-o', program, '.');
  return run({ cwd: HERE }, program, verb, DATA);
}

/** A program of those in Java, which are built once. @throws where the machine lacks Maven */
export async function runJava(main: string): Promise<string> {
  await run({ cwd: HERE }, 'mvn', '--version');
  const built = join(CACHE, 'java');
  const stamp = join(built, 'made-from');
  const wanted = hashOf(join(HERE, 'java'));
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== wanted) {
    rmSync(built, { recursive: true, force: true });
    cpSync(join(HERE, 'java'), built, { recursive: true });
    await run({ cwd: built }, 'mvn', '--batch-mode', '--quiet', 'clean', 'package');
    writeFileSync(stamp, wanted);
  }
  return run({ cwd: built }, 'java', '-cp', 'target/vectors.jar:target/lib/*', main, DATA);
}

/** Of all files of a folder, with their names. */
function hashOf(folder: string): string {
  const hash = createHash('sha256');
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort())
    if (/\.(java|xml)$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** The lines of JSON among what a program printed. */
export function lines<Line>(text: string): Line[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
}
