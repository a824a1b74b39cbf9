import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { codeOf, type TraceStep } from './doc-traces.ts';

const MAIN = fileURLToPath(new URL('../../../cli/src/main.ts', import.meta.url));

/** `dragoman start` from its sources, under V8's debugger. */
export interface TracedProcess {
  readonly url: string;
  /** The steps whose code has run since this was last asked, in that order, each as often as it ran. */
  takeSteps(): Promise<readonly TraceStep[]>;
  close(): Promise<void>;
}

/** A connection to the debugger of a process. */
interface Inspector {
  send(method: string, params?: object): Promise<Record<string, unknown>>;
  close(): void;
}

/** Starts a gateway in which every run of the steps' code is recorded, from its first line on. */
export async function traceGateway(
  steps: readonly TraceStep[],
  args: readonly string[],
  cwd: string,
): Promise<TracedProcess> {
  const entries = steps.flatMap((step, index) => codeOf(step).entries.map((entry) => ({ ...entry, index })));
  const options = ['--conditions=dragoman-source', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...options, '--inspect-wait=127.0.0.1:0', MAIN, 'start', ...args], {
    cwd,
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = createInterface({ input: child.stdout });
  const debuggerAt = await lineWith(child, createInterface({ input: child.stderr }), /ws:\S+/);
  const inspector = await connectTo(debuggerAt);
  await inspector.send('Debugger.enable');
  for (const { url, line, column, index } of entries) {
    // A condition that is never true: it records, and nothing stops.
    const condition = `(globalThis.stepsRun ??= []).push(${index}) < 0`;
    await inspector.send('Debugger.setBreakpointByUrl', { url, lineNumber: line, columnNumber: column, condition });
  }
  await inspector.send('Runtime.runIfWaitingForDebugger');
  return {
    url: await lineWith(child, printed, /http:[^"\s]+/),
    async takeSteps() {
      const expression = 'JSON.stringify((globalThis.stepsRun ??= []).splice(0))';
      const { result } = await inspector.send('Runtime.evaluate', { expression });
      const indices = JSON.parse((result as { readonly value: string }).value) as readonly number[];
      return indices.flatMap((index) => steps[index] ?? []);
    },
    async close() {
      inspector.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'close');
    },
  };
}

/** What the pattern finds in the first line that has it. @throws Error when the process ends before */
async function lineWith(child: ChildProcess, lines: NodeJS.EventEmitter, pattern: RegExp): Promise<string> {
  return new Promise((resolve, reject) => {
    lines.on('line', (line: string) => {
      const [found] = pattern.exec(line) ?? [];
      if (found !== undefined) resolve(found);
    });
    child.once('close', () => {
      reject(new Error(`the gateway ended before it printed ${String(pattern)}`));
    });
  });
}

async function connectTo(url: string): Promise<Inspector> {
  const socket = new WebSocket(url);
  await once(socket, 'open');
  const waiting = new Map<number, (answer: Record<string, unknown>) => void>();
  socket.addEventListener('message', ({ data }) => {
    const { id, result, error } = JSON.parse(String(data)) as { id?: number; result?: object; error?: object };
    if (id === undefined) return;
    waiting.get(id)?.({ ...result, ...(error && { error }) });
    waiting.delete(id);
  });
  let last = 0;
  return {
    async send(method, params = {}) {
      last += 1;
      const id = last;
      const answered = new Promise<Record<string, unknown>>((resolve) => waiting.set(id, resolve));
      socket.send(JSON.stringify({ id, method, params }));
      const answer = await answered;
      if (answer['error'] !== undefined) throw new Error(`${method}: ${JSON.stringify(answer['error'])}`);
      return answer;
    },
    close: () => {
      socket.close();
    },
  };
}
