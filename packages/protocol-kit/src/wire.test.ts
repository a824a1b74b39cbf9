import { describe, expect, it } from '@jest/globals';

import { headerNamed, requestHead } from './wire.ts';

describe('requestHead', () => {
  it.each([
    ['/a/b?c=d', '/a/b', 'c=d'],
    ['/a', '/a', ''],
    ['/a?', '/a', ''],
    ['/a?b?c=%3F', '/a', 'b?c=%3F'],
    ['/%2F//?', '/%2F//', ''],
    ['/?Action=x', '/', 'Action=x'],
    ['/http://x/y?z', '/http://x/y', 'z'],
    ['http://csms.cn-north-4.myhuaweicloud.com/v1/p?a=b', '/v1/p', 'a=b'],
    ['HTTPS://host:4600?a=b', '/', 'a=b'],
    ['http://host', '/', ''],
    ['*', '*', ''],
    ['', '/', ''],
  ])('parts the target %j, and decodes nothing', (requestTarget, path, query) => {
    expect(requestHead('GET', requestTarget, {})).toMatchObject({ method: 'GET', path, query });
  });

  it('has the method in upper case and the headers as they are', () => {
    const head = requestHead('post', '/', { host: 'x', 'x-empty': '' });
    expect(head.method).toBe('POST');
    expect(Object.entries(head.headers)).toEqual([
      ['host', 'x'],
      ['x-empty', ''],
    ]);
  });

  it('has no header that was not sent, whatever a client calls it', () => {
    const head = requestHead('GET', '/', { host: ' x ' });
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty'])
      expect(headerNamed(head, name)).toBe('');
    expect(headerNamed(head, 'host')).toBe('x');
  });
});
