import type { RequestListener } from 'node:http';

import express, { type NextFunction, type Request, type Response } from 'express';

import { CONTROL_PREFIX } from './front.ts';

/** What the control side tells of the gateway. */
export interface ControlFacts {
  readonly version: string;
  isReady(): boolean;
}

/** The control side: everything under `/_dragoman/`. */
export function controlListener(facts: ControlFacts): RequestListener {
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
