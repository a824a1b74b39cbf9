import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Recording } from '@dragoman/conform';
import { ConfigError } from '@dragoman/input';

import { conformModule } from './conform-module.ts';

/**
 * Writes what a recording says of the service as files of facts, in a folder of its door, as the catalogue has them.
 * JSON is YAML too. @throws ConfigError where such a folder is there
 */
export async function writeFacts(recording: Recording, directory: string): Promise<void> {
  const { factsOfRecording } = await conformModule();
  const { sources, files } = factsOfRecording(recording);
  const folder = join(directory, recording.door);
  if (existsSync(folder)) throw new ConfigError(`--facts: ${folder} is there already: give another directory`);
  mkdirSync(folder, { recursive: true });
  const write = (name: string, value: object): void => {
    writeFileSync(join(folder, `${name}.yaml`), `${JSON.stringify(value, null, 2)}\n`);
  };
  write('sources', sources);
  for (const file of files) write(file.operation.replace(/^.*:/, ''), file);
  process.stderr.write(`dragoman: facts of ${files.length} operations are in ${folder}\n`);
}
