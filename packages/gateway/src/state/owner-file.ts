import { renameSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Writes a value as JSON for the owner alone, in the place of what stood there. Who sees the file sees all of it.
 * @throws Error of the operating system
 */
export function writeOwnerFile(path: string, value: object): void {
  const draft = `${path}.${process.pid}`;
  try {
    writeFileSync(draft, `${JSON.stringify(value)}\n`, { mode: 0o600 });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    // Whoever reads the error knows the file, and nothing of its draft.
    throw Object.assign(error as Error, { path });
  }
}
