import { Socket } from 'node:net';

import { routeOfHost } from '@dragoman/gateway';
import type nock from 'nock';

import { type Connect, send } from '../in-process.ts';
import { CloudRejectedError } from './cloud-rejected-error.ts';
import { guardNames } from './name-guard.ts';

type Nock = typeof nock;

/** What is intercepted. */
export interface InterceptionOptions {
  /** Host names of your BlueKing, each with everything below it: no names are fixed there. */
  readonly blueking?: readonly string[];
}

/** The clouds' host names, as long as they lead elsewhere. */
export interface Interception {
  /** The hosts that were rejected, in order: a client may have kept the error to itself. */
  readonly rejected: readonly string[];
  /** Undoes it all. May be called again. */
  restore(): void;
}

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

/** What tells the length of a body. It may not be as long as it was: nock inflates bodies, and has none of a GET. */
const LENGTH = ['content-length', 'transfer-encoding'];

const state: { current: Interception | null } = { current: null };

/**
 * Lets requests to the clouds' host names go over connections of the caller's, and rejects the rest of those clouds,
 * whatever HTTP client sends them.
 * @throws Error while the clouds are intercepted already
 */
export async function interceptClouds(connect: Connect, { blueking = [] }: InterceptionOptions): Promise<Interception> {
  if (state.current !== null) throw new Error('the clouds are intercepted already: restore() that interception first');
  const rejected: string[] = [];
  const undo: (() => void)[] = [];
  const routeOf = (host: string): ReturnType<typeof routeOfHost> => routeOfHost(host, blueking);
  const rejection = (host: string, known: string): CloudRejectedError | null => {
    const route = routeOf(host);
    if (route === 'other') return null;
    rejected.push(host);
    return new CloudRejectedError(
      host,
      route === 'door'
        ? known
        : 'while the clouds are intercepted, every host of theirs is rejected that Dragoman does not emulate',
    );
  };
  const interception: Interception = {
    rejected,
    restore() {
      for (const step of undo.splice(0).reverse()) step();
      if (state.current === interception) state.current = null;
    },
  };
  state.current = interception;
  const { mock, deactivate } = await activeNock().catch((error: unknown) => {
    interception.restore();
    throw error;
  });
  undo.push(
    deactivate,
    answering(mock, (host) => routeOf(host) === 'door', connect),
  );
  const unmatched = (request: Request): void => {
    const error = rejection(
      new URL(request.url).hostname,
      'nock.cleanAll() took the interception away; restore it and intercept again',
    );
    // Thrown here, it is what the client gets in the place of an answer.
    if (error !== null) throw error;
  };
  mock.emitter.on('no match', unmatched);
  undo.push(() => {
    mock.emitter.off('no match', unmatched);
  });
  undo.push(
    guardNames((host) =>
      rejection(
        host,
        'it was not called in a way that can be intercepted; use HTTP/1.1, without "Expect: 100-continue"',
      ),
    ),
  );
  return interception;
}

/** Loading nock activates it. */
async function activeNock(): Promise<{ readonly mock: Nock; readonly deactivate: () => void }> {
  const before: unknown = Reflect.get(Socket.prototype, 'connect');
  const { default: mock } = await import('nock');
  const wasActive = mock.isActive() && before === Reflect.get(Socket.prototype, 'connect');
  if (!mock.isActive()) mock.activate();
  return {
    mock,
    deactivate: () => {
      if (!wasActive) mock.restore();
    },
  };
}

/** Answers requests to some hosts over connections. */
function answering(mock: Nock, isOurs: (host: string) => boolean, connect: Connect): () => void {
  const scope = mock('http://dragoman.invalid', {
    filteringScope: (origin: string) => isOurs(new URL(origin).hostname),
  }).persist();
  const interceptors = METHODS.map((method) => {
    const interceptor = scope.intercept(() => true, method).optionally();
    interceptor.reply(async (request: Request) => {
      const { host, pathname, search } = new URL(request.url);
      const headers = { host, ...Object.fromEntries([...request.headers].filter(([name]) => !LENGTH.includes(name))) };
      const answer = await send(connect, {
        method,
        path: pathname + search,
        headers,
        body: new Uint8Array(await request.arrayBuffer()),
      });
      return [answer.statusCode, answer, answer.rawHeaders];
    });
    return interceptor;
  });
  return () => {
    for (const interceptor of interceptors) mock.removeInterceptor(interceptor);
  };
}
