import { closeSync, fstatSync, openSync, realpathSync, renameSync, writeFileSync, writeSync } from 'node:fs';

import { ConfigError } from '@dragoman/input';

/** The file of `--out`: of lines while a program runs, so that a kill leaves what was answered before it. */
export interface RecordingFile {
  /** Writes one line whole. A disk that takes no more is told of once, and the run goes on. */
  append(line: string): void;
  /** Puts the whole recording in the place of the lines, at once. @throws ConfigError where it cannot be written */
  finish(text: string): void;
}

/** @throws ConfigError where it cannot be written */
export function openRecordingFile(out: string, firstLine: string): RecordingFile {
  const attempt = <Result>(write: () => Result): Result => {
    try {
      return write();
    } catch (error) {
      throw new ConfigError(`--out: ${out} cannot be written: give the path of a file`, { cause: error });
    }
  };
  const file = attempt(() => openSync(out, 'w', 0o600));
  // A pipe or a terminal gets the recording alone.
  const keepsLines = fstatSync(file).isFile();
  let isFull = false;
  const append = (line: string): void => {
    if (!keepsLines || isFull) return;
    try {
      writeSync(file, line);
    } catch {
      isFull = true;
      process.stderr.write(`dragoman: --out: ${out} takes no more: what comes now is kept until the end alone\n`);
    }
  };
  append(firstLine);
  return {
    append,
    finish(text) {
      attempt(() => {
        if (keepsLines) replaceFile(realpathSync(out), text);
        else writeSync(file, text);
      });
      closeSync(file);
    },
  };
}

function replaceFile(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, text, { mode: 0o600 });
  renameSync(beside, path);
}
