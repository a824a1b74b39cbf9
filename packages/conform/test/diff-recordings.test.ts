import { expect, test } from '@jest/globals';

import { diffRecordings } from '../src/diff/diff-recordings.ts';
import { RECORDING_FORMAT, type RecordedExchange, type Recording } from '../src/recording/recording.ts';

const NOTHING = { format: 'empty', shape: 'null' } as const;

/** A request that is answered with nothing. */
function exchange(method: string): RecordedExchange {
  return {
    operation: 'GetSecretValue',
    request: { method, headers: [], query: NOTHING, body: NOTHING },
    answer: { status: 200, headers: [], body: NOTHING },
  };
}

function recordingOf(exchanges: readonly RecordedExchange[], steps: readonly number[]): Recording {
  return {
    format: RECORDING_FORMAT,
    ...{ date: '2026-11-30', door: 'aliyun', services: [], region: null, sdks: [] },
    ...{ exchanges, steps, left_out: [], unknown_fields: 0 },
  };
}

const both = recordingOf([exchange('GET'), exchange('POST')], [0, 1]);
const one = recordingOf([exchange('GET')], [0, 0]);
const METHOD = { operation: 'GetSecretValue', part: 'request', difference: { kind: 'form', at: 'method' } };

test('a shape that only one of two runs has is told, whichever has it, with as many calls in both', () => {
  expect(diffRecordings(one, both).changes).toMatchObject([{ ...METHOD, before: 'GET', after: 'POST' }]);
  expect(diffRecordings(both, one).changes).toMatchObject([{ ...METHOD, before: 'POST', after: 'GET' }]);
  expect(diffRecordings(both, both).changes).toEqual([]);
});
