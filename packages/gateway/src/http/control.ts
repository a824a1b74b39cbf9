import type { RequestListener } from 'node:http';

import type { NextFunction, Request, Response } from 'express';

import { CONTROL_PREFIX } from './front.ts';

/** What the control side tells of the gateway. */
export interface ControlFacts {
  readonly version: string;
  isReady(): boolean;
}

/** The control side: everything under `/_dragoman/`. Its framework is loaded by the first request, so starting does not wait for it. */
export function controlListener(facts: ControlFacts): RequestListener {
  let loaded: Promise<RequestListener> | undefined;
  return (request, response) => {
    loaded ??= controlApp(facts);
    loaded.then((app) => { app(request, response); }, () => { response.writeHead(500).end(); });
  };
}

async function controlApp(facts: ControlFacts): Promise<RequestListener> {
  const { default: express } = await import('express');
  const app = express();
  app.disable('x-powered-by');
  const routes = express.Router();
  routes.get('/health', (_request, response) => { response.json({ status: 'up' }); });
  routes.get('/ready', (_request, response) => {
    const ready = facts.isReady();
    response.status(ready ? 200 : 503).json({ ready });
  });
  routes.get('/version', (_request, response) => { response.json({ name: 'dragoman', version: facts.version }); });
  app.use(CONTROL_PREFIX, routes);
  app.use((request, response) => {
    response.status(404).json({ error: 'not-found', message: `no control call ${request.method} ${request.path}` });
  });
  app.use(answerError);
  return app;
}

/** Express's own error page would show a stack. It knows an error handler by its four parameters. */
function answerError(error: { readonly status?: number }, request: Request, response: Response, next: NextFunction): void {
  if (response.headersSent) {
    next(error);
    return;
  }
  response.status(error.status ?? 500).json({ error: 'invalid-request', message: `cannot answer ${request.method} ${request.path}` });
}
