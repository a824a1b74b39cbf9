import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

import { readerOf } from '../src/doors/doors.ts';
import { answerShape } from '../src/record/exchange-shape.ts';
import { openTransport } from '../src/record/transport.ts';
import { readRecording } from '../src/recording/read-recording.ts';
import { recordingText, RecordingWriter } from '../src/recording/recording-writer.ts';

const reader = readerOf('aliyun');
const shapeOf = (body: string | Buffer, headers: readonly string[] = []) =>
  answerShape({ status: 200, rawHeaders: headers, body: Buffer.from(body) }, 'GetSecretValue', reader).body;

describe('an answer that means harm', () => {
  let upstream = '';
  let respond: (response: ServerResponse) => void = () => undefined;
  const server = createServer((_request, response) => {
    respond(response);
  });
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    upstream = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const send = async () => {
    const transport = openTransport(upstream);
    try {
      return await transport.send({ method: 'GET', target: '/', rawHeaders: [], body: Buffer.alloc(0) });
    } finally {
      transport.close();
    }
  };

  test('and does not end is given up', async () => {
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    respond = (response) => {
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    };
    await expect(send()).rejects.toThrow('more than');
  });

  test('leads elsewhere: nobody follows', async () => {
    respond = (response) => response.writeHead(302, { Location: 'http://other.example/' }).end();
    const { status, rawHeaders } = await send();
    expect([status, rawHeaders.includes('http://other.example/')]).toEqual([302, true]);
  });

  test('says that it is compressed: it is told by its length, and not opened', async () => {
    respond = (response) => response.writeHead(200, { 'Content-Encoding': 'gzip' }).end(Buffer.alloc(100, 31));
    expect(shapeOf((await send()).body)).toEqual({ format: 'other', shape: 'bytes<=256' });
  });

  test.each([
    ['tags that never close', '<a'.repeat(500_000)],
    ['comments that never close', `<a>${'<!--'.repeat(250_000)}`],
    ['elements in elements', `${'<a>'.repeat(100_000)}${'</a>'.repeat(100_000)}`],
    ['arrays in arrays', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
    ['text that is no UTF-8', Buffer.from([0xff, 0xfe, 0x7b, 0xc3, 0x28])],
    [
      'many unlike items',
      JSON.stringify(Array.from({ length: 5_000 }, (_, n) => ({ [`Tag.${n}.Key`]: '', [`n${n}`]: n }))),
    ],
    ['a code that is none', '{"Code":"\\u001b[2J","Message":"\\u001b[2J"}'],
  ])('has %s', (_, body) => {
    const text = JSON.stringify(shapeOf(body));
    expect(text.length).toBeLessThan(70_000);
    expect(text).not.toContain('u001b');
  });

  test('has a character that does not exist, or a message that fits many templates badly', () => {
    expect(shapeOf('<KMS><Code>&#99999999;</Code></KMS>')).toMatchObject({ format: 'xml' });
    const message = `The parameter ${'is '.repeat(200_000)}`;
    expect(shapeOf(JSON.stringify({ Message: message }))).toEqual({ format: 'json', shape: { Message: 'text>65536' } });
  });

  test('comes as XML where its header says JSON, and the other way round', () => {
    expect(shapeOf('<KMS><RequestId>x</RequestId></KMS>', ['Content-Type', 'application/json']).format).toBe('xml');
    expect(shapeOf('{"RequestId":"x"}', ['Content-Type', 'text/xml']).format).toBe('json');
  });
});

describe('a recording that is none', () => {
  const whole = JSON.parse(
    recordingText(new RecordingWriter().recording({ door: 'aliyun', services: [], region: null, date: '2026-11-30' })),
  ) as Record<string, unknown>;
  const empty = { format: 'empty', shape: 'null' };
  const exchange = {
    operation: 'GetSecretValue',
    request: { method: 'GET', headers: [], query: empty, body: empty },
    answer: { status: 200, headers: [['x', 'text']], body: empty },
  };
  const deep = JSON.parse(`${'['.repeat(200)}${']'.repeat(200)}`) as unknown;

  test('is one without the change', () => {
    expect(readRecording(JSON.stringify({ ...whole, exchanges: [exchange] }), 'file')).toMatchObject({
      door: 'aliyun',
    });
  });

  test.each<[string, object]>([
    ['no exchange', { exchanges: [null] }],
    ['an operation that is a path', { exchanges: [{ ...exchange, operation: '../../etc/x' }] }],
    ['an operation that moves a cursor', { exchanges: [{ ...exchange, operation: '\u001b[2J' }] }],
    ['a header that is none', { exchanges: [{ ...exchange, answer: { ...exchange.answer, headers: [1] } }] }],
    [
      'a field that moves a cursor',
      {
        exchanges: [
          { ...exchange, answer: { ...exchange.answer, body: { format: 'json', shape: { '\u001b[2J': 'null' } } } },
        ],
      },
    ],
    [
      'a number for a shape',
      { exchanges: [{ ...exchange, answer: { ...exchange.answer, body: { format: 'json', shape: 1 } } }] },
    ],
    [
      'a shape without end',
      { exchanges: [{ ...exchange, answer: { ...exchange.answer, body: { format: 'json', shape: deep } } }] },
    ],
    ['a step that leads nowhere', { steps: [1] }],
    ['a day that is none', { date: '2026-11-30\u001b[2J' }],
    ['a door that is none', { door: '../..' }],
    ['a service that is a path', { services: ['../x'] }],
  ])('for it has %s', (_, change) => {
    const text = JSON.stringify({ ...whole, exchanges: [exchange], ...change });
    expect(() => readRecording(text, 'file')).toThrow(/^file is damaged: it is not as dragoman record writes it$/);
  });

  test.each(['', '[]', 'null', '1', '{', '\u0000', 'a: b'])('%j', (text) => {
    expect(() => readRecording(text, 'file')).toThrow(/^file is no /);
  });
});
