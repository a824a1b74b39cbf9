import { describe, expect, test } from '@jest/globals';

import { firstLine } from '../src/recording/recording-lines.ts';
import { readRecording } from '../src/recording/read-recording.ts';
import type { RecordedExchange } from '../src/recording/recording.ts';
import { RecordingWriter, type RunFacts } from '../src/recording/recording-writer.ts';

const FACTS: RunFacts = { door: 'aliyun', services: ['kms'], region: 'cn-hangzhou', date: '2026-11-30' };
const exchange = (operation: string): RecordedExchange => ({
  operation,
  request: { method: 'GET', headers: [], query: { format: 'form', shape: {} }, body: { format: 'form', shape: {} } },
  answer: { status: 200, headers: [], body: { format: 'json', shape: { Code: 'text<=16' } } },
});

function killed() {
  const lines = [firstLine(FACTS)];
  const writer = new RecordingWriter((line) => lines.push(line));
  writer.add(exchange('ListSecrets'), 'aliyun-sdk-js/1.2');
  writer.add(exchange('GetSecretValue'), null);
  writer.add(exchange('ListSecrets'), 'aliyun-sdk-js/1.3');
  writer.leaveOut({ operation: 'CreateSecret', why: 'write' });
  writer.leaveOut({ operation: 'CreateSecret', why: 'write' });
  return { text: lines.join(''), recording: writer.recording(FACTS) };
}

describe('a recording that was not ended', () => {
  test('is what its writer had, and that is told', () => {
    const { text, recording } = killed();
    const told: string[] = [];
    expect(readRecording(text, 'r.json', (message) => told.push(message))).toEqual(recording);
    expect(told).toEqual(['r.json has what was recorded until dragoman record was killed']);
  });

  test('is read wherever it was cut after its first line', () => {
    const { text } = killed();
    const head = text.indexOf('\n') + 1;
    for (let length = head; length < text.length; length += 1) {
      const whole = text.slice(0, length).split('\n').length - 2;
      const { steps, left_out: left } = readRecording(text.slice(0, length), 'r.json');
      expect(steps.length + (left[0]?.times ?? 0)).toBe(whole);
    }
  });

  test.each([
    ['no JSON in between', '{"exchange"\n{"step":0,"sdk":null}\n'],
    ['the number of no exchange', '{"step":7,"sdk":null}\n'],
    ['null', 'null\n'],
    ['an exchange that is none', '{"exchange":{"operation":"x"},"sdk":null}\n'],
    ['null for an exchange', '{"exchange":null,"sdk":null}\n'],
    ['null for what was not sent', '{"left_out":null}\n'],
  ])('with %s is refused', (_, more) => {
    expect(() => readRecording(`${firstLine(FACTS)}${more}`, 'r.json')).toThrow('r.json is damaged');
  });

  test('before its first line was whole is refused', () => {
    expect(() => readRecording(firstLine(FACTS).trimEnd(), 'r.json')).toThrow('r.json is damaged in line 1');
  });
});
