import type { Recording } from '@dragoman/conform';

import { conformModule } from './conform-module.ts';

/** Reads a recording; of one that was not ended that is told on stderr. @throws ConfigError for what is none */
export async function recordingIn({
  name,
  text,
}: {
  readonly name: string;
  readonly text: string;
}): Promise<Recording> {
  const { readRecording } = await conformModule();
  return readRecording(text, name, (message) => process.stderr.write(`dragoman: ${message}\n`));
}
