import type { RequestListener } from 'node:http';

import type { ControlTarget } from './call.ts';
import { guardOf } from './guard.ts';

/**
 * The control API: everything under `/_dragoman/`. Its calls and its framework are loaded by the first request, so
 * starting does not wait for them.
 * @throws ConfigError when the settings would leave it open to others
 */
export function controlListener(gateway: ControlTarget): RequestListener {
  const guard = guardOf(gateway.settings);
  let loaded: Promise<RequestListener> | undefined;
  return (request, response) => {
    loaded ??= import('./app.ts').then(({ controlApp }) => controlApp(gateway, guard));
    loaded.then(
      (app) => {
        app(request, response);
      },
      () => {
        response.writeHead(500).end();
      },
    );
  };
}
