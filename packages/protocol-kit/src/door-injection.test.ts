import { describe, expect, it } from '@jest/globals';

import { type InterceptedRequest, type Injection, type Interceptor } from './interception.ts';
import { CALLER, opened, request } from '../test/dialect.ts';

describe('a request with an injected fault', () => {
  const injecting = (injection: Injection | null) => {
    const explained: InterceptedRequest[] = [];
    const interceptor: Interceptor = {
      isArmed: true,
      async intercept(what) {
        explained.push(what);
        return injection;
      },
    };
    return { explained, ...opened({}, undefined, interceptor) };
  };

  it('is asked about once it is understood, and passes when nothing is to be done', async () => {
    const { door, steps, explained, outcomes } = injecting(null);
    expect((await door.handle(request('{}'))).status).toBe(200);
    expect(explained).toEqual([{ door: 'test', operation: 'List', identity: CALLER.identity, resource: 'limit 50' }]);
    expect(steps).toContain('run 50');
    expect(outcomes[0]?.injected).toBe(false);
  });

  it.each<[string, Injection, number, boolean]>([
    ['rejected by code', { kind: 'reject', code: 'Busy' }, 503, false],
    ['throttled', { kind: 'throttle' }, 429, false],
    ['dropped', { kind: 'drop' }, 0, false],
    ['delivered badly', { kind: 'deliver', delivery: { kind: 'slow', bytesPerSecond: 1 } }, 200, true],
  ])('is %s', async (_how, injection, status, ran) => {
    const { door, steps, outcomes } = injecting(injection);
    const response = await door.handle(request('{}'));
    expect(response.status).toBe(status);
    expect(steps.includes('run 50')).toBe(ran);
    expect(outcomes).toMatchObject([{ injected: true, status, internalError: null }]);
    expect(response.delivery !== undefined).toBe(injection.kind === 'drop' || injection.kind === 'deliver');
  });
});
