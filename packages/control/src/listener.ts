import type { RequestListener } from 'node:http';

import { systemClock } from '@dragoman/environment';

import type { ControlTarget } from './call.ts';
import type { LoadConsole } from './console/console-file.ts';
import { consoleListener } from './console/console-listener.ts';
import { Sessions } from './console/sessions.ts';
import { guardOf } from './guard.ts';
import { loadOnce } from './load-once.ts';

/**
 * The control API and the console: everything under `/_dragoman/`. The calls, their framework and the files of the
 * console are loaded by the first request, so starting does not wait for them.
 * @throws ConfigError when the settings would leave it open to others
 */
export function controlListener(gateway: ControlTarget, load: LoadConsole): RequestListener {
  const { settings } = gateway;
  const sessions = new Sessions(systemClock);
  const guard = guardOf(settings, sessions);
  const app = loadOnce(async () => (await import('./app.ts')).controlApp(gateway, guard));
  const { token } = settings.control;
  const onError = (where: string, error: unknown): void => {
    gateway.onError(where, error);
  };
  const page = settings.console.enabled
    ? consoleListener({ token, sessions, clock: systemClock, guard, load, onError })
    : () => false;
  return (request, response) => {
    if (page(request, response)) return;
    app().then(
      (handle) => {
        handle(request, response);
      },
      (error: unknown) => {
        gateway.onError('the control API, which cannot be loaded', error);
        response.writeHead(500, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ error: 'internal', message: 'the control API cannot be loaded: ask again' }));
      },
    );
  };
}
