import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';

import { factsOfRecording } from '../../packages/conform/src/facts/facts-of.ts';
import { builtInProbes } from '../../packages/conform/src/probes/probes.ts';
import {
  RECORDING_FORMAT,
  type RecordedExchange,
  type Recording,
} from '../../packages/conform/src/recording/recording.ts';
import { gradesOf } from '../../packages/facts/src/grades.ts';
import { readFacts } from '../../packages/facts/src/read-facts.ts';

const EMPTY = { format: 'empty', shape: 'null' } as const;

/** A recording with every answer that the probes of Aliyun expect. */
function recordingOfAll(): Recording {
  const exchanges = builtInProbes()
    .filter(({ door }) => door === 'aliyun')
    .flatMap(({ operation, steps }) =>
      steps.flatMap(({ expected }): RecordedExchange[] =>
        expected === undefined
          ? []
          : [{ operation, request: { method: 'POST', headers: [], query: EMPTY, body: EMPTY }, answer: expected }],
      ),
    );
  return {
    ...{ format: RECORDING_FORMAT, date: '2026-11-30', door: 'aliyun', services: ['kms'], region: 'cn-hangzhou' },
    ...{ sdks: ['TeaDSL/1'], exchanges, steps: [], left_out: [], unknown_fields: 0 },
  };
}

test('a recording becomes facts that the catalogue reads', async () => {
  const { sources, files } = factsOfRecording(recordingOfAll());
  const folder = mkdtempSync(join(tmpdir(), 'dragoman-facts-'));
  try {
    mkdirSync(join(folder, 'aliyun'));
    writeFileSync(join(folder, 'aliyun', 'sources.yaml'), JSON.stringify(sources));
    for (const file of files) writeFileSync(join(folder, 'aliyun', `${file.operation}.yaml`), JSON.stringify(file));
    const facts = await readFacts(folder);
    const seen = facts.filter(({ operation, kind }) => operation === 'GetSecretValue' && kind !== 'order');
    assert.deepEqual(seen.map(({ id, status, message }) => [id, status, message]).toSorted(), [
      ['aliyun/GetSecretValue/200/answer', 200, null],
      ['aliyun/GetSecretValue/Forbidden.ResourceNotFound/error', 404, 'Resource not found.'],
      ['aliyun/GetSecretValue/IncompleteSignature/error', 400, null],
    ]);
    assert.deepEqual([...new Set(facts.map((fact) => gradesOf(fact).join()))], ['live capture']);
    const kinds = new Set(facts.flatMap((fact) => fact.sources.map(({ kind, ref, date }) => `${kind} ${ref} ${date}`)));
    assert.deepEqual([...kinds], ['live-capture kms in cn-hangzhou, called by TeaDSL/1 2026-11-30']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
