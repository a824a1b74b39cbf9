/** What stands in `out/`, told to programs: `manifest.json`, and `SHA256SUMS` for `sha256sum --check`. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file that a step made, in `out/`. */
export interface Made {
  /** Its name in `out/`. */
  readonly file: string;
  /** What one looks for: the step's name or a part of it, such as `npm` or `executable`. */
  readonly kind: string;
  /** As Node names them, such as `linux-x64`; `any` where it runs on every one. */
  readonly platform: string;
  readonly version: string;
}

/** An entry of the manifest. */
export interface Artifact extends Made {
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
}

/** The entries of the manifest, in the order of their files; none where there is no manifest. */
function readManifest(out: string): Artifact[] {
  const file = join(out, 'manifest.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { readonly files: Artifact[] }).files : [];
}

/** Writes both, with what was made now in place of what its kinds had before. */
export function writeManifest(out: string, made: readonly Made[]): Artifact[] {
  const kinds = new Set(made.map(({ kind }) => kind));
  const kept = readManifest(out).filter(({ file, kind }) => !kinds.has(kind) && existsSync(join(out, file)));
  const files = [...kept, ...made.map((entry) => measure(out, entry))].sort((a, b) => (a.file < b.file ? -1 : 1));
  writeFileSync(join(out, 'manifest.json'), `${JSON.stringify({ files }, null, 2)}\n`);
  writeFileSync(join(out, 'SHA256SUMS'), files.map(({ sha256, file }) => `${sha256}  ${file}\n`).join(''));
  return files;
}

function measure(out: string, { file, kind, platform, version }: Made): Artifact {
  const path = join(out, file);
  const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
  return { file, kind, platform, version, sha256, size: statSync(path).size };
}
