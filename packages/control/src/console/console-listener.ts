import type { IncomingMessage, ServerResponse } from 'node:http';

import { ControlError, notFound } from '@dragoman/input';

import type { Guard } from '../guard.ts';
import { loadOnce } from '../load-once.ts';
import { MESSAGES } from '../messages.ts';
import { CONTROL_PREFIX } from '../prefix.ts';
import type { ConsoleFile, LoadConsole } from './console-file.ts';
import { loginHandler, type LoginParts } from './login.ts';
import { serveFile } from './serve-file.ts';

/** Where the page is, with a slash: what it loads it names relative to that. */
export const CONSOLE_PATH = `${CONTROL_PREFIX}/`;

/** Where browsers log in and out. */
const LOGIN_PATH = `${CONSOLE_PATH}console/login`;

/** What is served beside the calls. */
export interface ConsoleParts extends LoginParts {
  readonly guard: Guard;
  readonly load: LoadConsole;
  readonly onError: (where: string, error: unknown) => void;
}

/** Serves the console. Answers whether the request was for it; its files are loaded by the first that is. */
export function consoleListener(parts: ConsoleParts): (request: IncomingMessage, response: ServerResponse) => boolean {
  const { guard, onError } = parts;
  const files = loadOnce(async () => new Map((await parts.load()).map((file) => [file.path, file])));
  const login = loginHandler(parts);

  async function handle(path: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (path === CONTROL_PREFIX) {
      guard.checkHost(request.headers);
      response.writeHead(308, { Location: CONSOLE_PATH }).end();
    } else if (path === LOGIN_PATH) {
      guard.checkPage(request.headers);
      await login(request, response);
    } else {
      guard.checkHost(request.headers);
      serveFile(request, response, fileAt(await files(), path, request.method));
    }
  }

  return (request, response) => {
    const [path = ''] = (request.url ?? '').split('?');
    if (path !== CONTROL_PREFIX && path !== CONSOLE_PATH && !path.startsWith(`${CONSOLE_PATH}console/`)) return false;
    handle(path, request, response).catch((error: unknown) => {
      if (!(error instanceof ControlError)) onError(`the console, ${path}`, error);
      reject(response, error);
    });
    return true;
  };
}

/** @throws ControlError where there is none */
function fileAt(files: ReadonlyMap<string, ConsoleFile>, path: string, method: string | undefined): ConsoleFile {
  if (method !== 'GET' && method !== 'HEAD') throw new ControlError(405, 'method-rejected', MESSAGES.consoleByGet);
  const file = files.get(path.slice(CONSOLE_PATH.length));
  if (file === undefined) throw notFound(MESSAGES.unknownFile({ path, page: CONSOLE_PATH }));
  return file;
}

function reject(response: ServerResponse, error: unknown): void {
  const { status, code, message, details } =
    error instanceof ControlError
      ? error
      : { status: 500, code: 'internal', message: 'the console cannot be answered: ask again', details: {} };
  response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
  response.end(JSON.stringify({ error: code, message, ...details }));
}
