import { describe, expect, test } from '@jest/globals';

import type { RawAnswer, RawRequest } from '../src/doors/door.ts';
import { messageType } from '../src/doors/aliyun-instance.ts';
import { readerOf } from '../src/doors/doors.ts';
import { type RecorderParts, recordRequest } from '../src/record/recorder.ts';
import { type ProtobufMessage, protobufOf } from '../src/shape/protobuf.ts';
import { recordingText, RecordingWriter } from '../src/recording/recording-writer.ts';
import { type DoorName, DOORS } from '../src/recording/recording.ts';

/** Numbers texts that stand nowhere else, in the spellings that names, ids, codes and numbers have. */
function markers() {
  let count = 0;
  const next = (): string => {
    count += 1;
    return String(count)
      .padStart(6, '0')
      .replaceAll(/\d/g, (digit) => 'qxzvkjwyhu'[Number(digit)] ?? '');
  };
  return {
    count: () => count,
    plain: () => `mk${next()}`,
    capital: () => `Mk${next()}`,
    upper: () => `MK${next().toUpperCase()}`,
    dotted: () => `Mk${next()}.Mk${next()}`,
    dashed: () => `mk-${next()}-mk`,
  };
}

/** Every marker has six of these letters behind one another, in either case; no word of a vendor's does. */
const FOUND = /mk-?[qxzvkjwyhu]{6}/gi;

type Planted = ReturnType<typeof markers>;

/** A value that has a marker wherever a service or its user may put a text of their own. */
function planted(mark: Planted, known: readonly string[]): Record<string, unknown> {
  const own = Object.fromEntries(known.map((name) => [name, mark.plain()]));
  return {
    ...own,
    [mark.plain()]: mark.plain(),
    [mark.capital()]: { [mark.upper()]: [mark.plain(), { [mark.dashed()]: mark.dotted() }] },
    Tags: { Tag: [{ TagKey: mark.plain(), TagValue: `{"${mark.plain()}":"${mark.plain()}"}` }] },
    ExtendedConfig: JSON.stringify({ [mark.capital()]: mark.plain(), CustomData: { [mark.plain()]: mark.plain() } }),
  };
}

const FIELDS: Readonly<Record<DoorName, readonly string[]>> = {
  aliyun: ['SecretName', 'SecretData', 'RequestId', 'Arn', 'VersionId', 'SecretType', 'CreateTime', 'Code', 'Message'],
  huawei: ['name', 'secret_string', 'id', 'state', 'kms_key_id', 'error_code', 'error_msg', 'create_time', 'code'],
  'aliyun-instance': ['SecretName', 'SecretData', 'SecretType', 'VersionId', 'CreateTime', 'RequestId'],
  bk: ['name', 'id', 'code_name', 'message', 'data', 'job_request_id', 'type', 'code', 'description'],
};

const TARGETS: Readonly<Record<DoorName, (mark: Planted) => string>> = {
  aliyun: (mark) =>
    `/?Action=GetSecretValue&SecretName=${mark.plain()}&${mark.capital()}=${mark.plain()}&Tag.1.Key=${mark.plain()}`,
  huawei: (mark) => `/v1/${mark.plain()}/secrets/${mark.plain()}?marker=${mark.plain()}&${mark.plain()}=1`,
  'aliyun-instance': (mark) => `/${mark.plain()}?${mark.plain()}=${mark.plain()}`,
  bk: (mark) => `/api/bk-job/prod/api/v3/get_credential_detail?id=${mark.plain()}&${mark.plain()}=${mark.plain()}`,
};

const headersOf = (mark: Planted): string[] => [
  ...[
    'Content-Type',
    `application/${mark.plain()}; charset=${mark.plain()}`,
    'User-Agent',
    `${mark.plain()}/1.2 Core/2.1${mark.plain()}`,
  ],
  ...[
    'Authorization',
    `${mark.plain()} Credential=${mark.plain()}`,
    'X-Auth-Token',
    mark.plain(),
    'Cookie',
    `${mark.plain()}=${mark.plain()}`,
  ],
  ...['x-kms-apiname', 'GetSecretValue', 'x-kms-acccesskeyid', `KAAP.${mark.plain()}`],
  ...[`X-${mark.plain()}`, mark.plain(), 'X-Request-Id', mark.dashed(), 'x-acs-action', 'GetSecretValue'],
];

/** A message with a marker in each of its fields, and in fields that it does not have. */
function plantedMessage(part: 'request' | 'answer' | 'error', mark: Planted): Buffer {
  const known = Object.entries(messageType('GetSecretValue', part) ?? {}).map(
    ([name, [number]]) => [name, number] as const,
  );
  const added = [40, 41].map((number) => [`added${number}`, number] as const);
  const type: ProtobufMessage = Object.fromEntries(
    [...known, ...added].map(([name, number]) => [name, [number, 'string']] as const),
  );
  return protobufOf(type, Object.fromEntries(Object.keys(type).map((name) => [name, mark.plain()])));
}

function requestOf(door: DoorName, mark: Planted): RawRequest {
  const rawHeaders = headersOf(mark);
  if (door === 'aliyun-instance') {
    return { method: 'POST', target: TARGETS[door](mark), rawHeaders, body: plantedMessage('request', mark) };
  }
  const body = Buffer.from(JSON.stringify(planted(mark, FIELDS[door])));
  return { method: 'GET', target: TARGETS[door](mark), rawHeaders, body };
}

/** Errors and successes by turns, in JSON, XML, messages of protobuf and what is none of them. */
function answerOf(door: DoorName, mark: Planted, turn: number): RawAnswer {
  if (door === 'aliyun-instance' && turn % 3 !== 0) {
    const [status, part] = turn % 2 === 0 ? ([200, 'answer'] as const) : ([404, 'error'] as const);
    return { status, rawHeaders: headersOf(mark), body: plantedMessage(part, mark) };
  }
  const value = planted(mark, FIELDS[door]);
  const error = `The secret ${mark.plain()} was not found: ${mark.dotted()} of ${mark.upper()}`;
  const json = JSON.stringify(turn % 2 === 0 ? value : { ...value, Message: error, error_msg: error, message: error });
  const xml = `<KMS><Code>${mark.dotted()}</Code><Message>${error}</Message><${mark.capital()}>${mark.plain()}</${mark.capital()}></KMS>`;
  const text = [json, json, xml, `<html>${error}</html>`, `${mark.plain()}\n${error}`][turn % 5] ?? json;
  return { status: turn % 2 === 0 ? 200 : 404, rawHeaders: headersOf(mark), body: Buffer.from(text) };
}

const MOST = 100_000;

describe('a recording', () => {
  test.each(DOORS)('of %s has none of 10⁵ texts that were planted', async (door) => {
    const mark = markers();
    const lines: string[] = [];
    const writer = new RecordingWriter((line) => lines.push(line));
    let turn = 0;
    const transport = {
      host: 'service',
      send: () => Promise.resolve(answerOf(door, mark, (turn += 1))),
      close: () => undefined,
    };
    const parts: RecorderParts = {
      ...{ reader: readerOf(door), writer, upstreams: new Map([['service', transport]]) },
      ...{ signing: 'pass-through', writes: true, onLeftOut: () => undefined },
    };
    while (mark.count() < MOST) await recordRequest(requestOf(door, mark), 'service', parts);
    const text = recordingText(writer.recording({ door, services: [], region: null, date: '2026-11-30' }));
    expect(text.match(FOUND)).toBeNull();
    expect([lines.length, lines.join('').match(FOUND)]).toEqual([turn, null]);
    expect(text.includes('"format":"protobuf"')).toBe(door === 'aliyun-instance');
    // Such as were planted would be found.
    expect(mark.plain().match(FOUND)).toHaveLength(1);
    expect(JSON.parse(text)).toMatchObject({ steps: { length: turn } });
  });
});
