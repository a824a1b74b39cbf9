import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { CLI } from './process.ts';

/** How commands see the place that they print to. */
export interface TerminalOptions {
  readonly cwd: string;
  readonly url: string;
  /** As wide as the terminal is; `null` is a pipe. */
  readonly columns: number | null;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs commands one after the other in a terminal of their own, and answers what it shows, each behind its prompt. */
export async function shownBy(
  commands: readonly (readonly string[])[],
  { cwd, url, columns, env = {} }: TerminalOptions,
): Promise<string> {
  const lines = commands.flatMap((args) => {
    const quoted = args.map((word) => `'${word.replaceAll("'", "'\\''")}'`).join(' ');
    return [
      `printf '%s\\n' ${shellText(`$ dragoman ${args.join(' ')}`)}`,
      `'${process.execPath}' '${CLI}' ${quoted}`,
      'echo',
    ];
  });
  const path = join(cwd, 'commands.sh');
  writeFileSync(path, `${columns === null ? '' : `stty cols ${columns} rows 40\n`}${lines.join('\n')}\n`);
  // util-linux's own pseudo-terminal: nothing to compile, and no window to resize.
  const child = spawn(
    columns === null ? 'sh' : 'script',
    columns === null ? [path] : ['-qefc', `sh '${path}'`, '/dev/null'],
    {
      cwd,
      env: { PATH: process.env['PATH'], HOME: cwd, TERM: 'xterm-256color', DRAGOMAN_URL: url, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  await once(child, 'close');
  return text.replaceAll('\r\n', '\n');
}

function shellText(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
