import type { RequestListener } from 'node:http';

import type { ControlTarget } from './call.ts';
import { guardOf } from './guard.ts';
import { loadOnce } from './load-once.ts';

/**
 * The control API: everything under `/_dragoman/`. Its calls and its framework are loaded by the first request, so
 * starting does not wait for them.
 * @throws ConfigError when the settings would leave it open to others
 */
export function controlListener(gateway: ControlTarget): RequestListener {
  const guard = guardOf(gateway.settings);
  const app = loadOnce(async () => (await import('./app.ts')).controlApp(gateway, guard));
  return (request, response) => {
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
