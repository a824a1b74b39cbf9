import { type GivenSettings, controlClient, lineEventLog, loadSettings, startGateway } from '@dragoman/gateway';

import { checkOptions } from './check-options.ts';
import { DEVELOPMENT } from './cloud-access.ts';
import { fetchOver } from './in-process.ts';
import { type Interception, type InterceptionOptions, interceptClouds } from './interception/intercept-clouds.ts';
import { type ReceiptFile, runReceipt } from './receipts.ts';
import { type Rehearsals, rehearsalsAt } from './rehearsals/rehearsals.ts';
import { type Sandbox, type SandboxOptions, newSandbox } from './sandbox.ts';
import { type Seeds, type TestEnvironment, beginWith, testEnvironment } from './test-environment.ts';

/** How Dragoman is started. */
export interface DragomanOptions {
  /** As in `dragoman.yaml`, which is not read. Unless told, the state is in memory and the port any that is free. */
  readonly settings?: GivenSettings;
  /** What it begins with, and goes back to at a reset; sandboxes begin with it too. */
  readonly seeds?: Seeds;
  /**
   * Writes, as it is closed, which facts all requests rested on, those of its sandboxes among them: as Markdown, JSON,
   * JUnit's XML or HTML, as the file's name ends in `.md`, `.json`, `.xml` or `.html`. With `minGrade`, `close` rejects
   * where what was used has no fact of that grade or a stronger one.
   */
  readonly receipt?: string | ReceiptFile;
  /**
   * Takes each line that the gateway prints for its operator, such as why a request was rejected and what to do. They
   * go to the standard error output unless told; `() => undefined` drops them.
   */
  readonly log?: (line: string) => void;
}

/** Dragoman in this process. As an environment it has the documented development identity. */
export interface Dragoman extends TestEnvironment {
  /** For clients that take an address: `http` and `https` on the same port. */
  readonly url: string;
  /**
   * The certificate that https clients of that address are to trust, as PEM; `null` without https or with a certificate
   * of the user's.
   */
  authority(): Promise<string | null>;
  /** Runs programs, not changed, while the cloud fails. */
  readonly rehearse: Rehearsals;
  /** An environment of its own, for one test file or one test. */
  sandbox(options?: SandboxOptions): Promise<Sandbox>;
  /**
   * Lets requests to the clouds' real host names reach this Dragoman in process, and rejects every other host of those
   * clouds.
   * @throws Error while the clouds are intercepted already
   */
  interceptClouds(options?: InterceptionOptions): Promise<Interception>;
  /**
   * Undoes the interception and ends the gateway. Without it the gateway ends with the process, which it never keeps.
   */
  close(): Promise<void>;
}

/** Starts Dragoman in this process. @throws ConfigError for an option or a setting that is unknown or unfit */
export async function startDragoman(options: DragomanOptions = {}): Promise<Dragoman> {
  checkOptions('startDragoman', options, ['settings', 'seeds', 'receipt', 'log']);
  const { settings: given = {}, seeds, log = toStandardError } = options;
  const run = runReceipt(options.receipt);
  const settings = await loadSettings({ flags: {}, env: {}, file: { memory: true, port: 0, ...given } });
  const gateway = await startGateway({
    settings,
    eventLog: lineEventLog(log),
  });
  gateway.unref();
  const { url } = gateway;
  const control = controlClient({ url, token: settings.control.token, fetch: fetchOver(() => gateway.connect()) });
  try {
    await beginWith(control, seeds);
  } catch (error) {
    await gateway.close();
    throw error;
  }
  let interception: Interception | undefined;
  return {
    ...testEnvironment(url, control, DEVELOPMENT, run),
    url,
    rehearse: rehearsalsAt({ url, token: settings.control.token }),
    authority: () => gateway.authority(),
    sandbox: (options = {}) => newSandbox(url, control, options, run),
    async interceptClouds(options = {}) {
      interception = await interceptClouds(() => gateway.connect(), options);
      return interception;
    },
    async close() {
      interception?.restore();
      try {
        await run.finish(control);
      } finally {
        await gateway.close();
      }
    },
  };
}

function toStandardError(line: string): void {
  process.stderr.write(`dragoman: ${line}\n`);
}
