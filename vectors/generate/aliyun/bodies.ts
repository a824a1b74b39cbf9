import { type AnswerTest, type Fields, NOW, REQUEST_ID, asVectors } from '../answers/exchange.ts';
import { ANSWER_NOTES } from '../answers/notes.ts';
import type { Family } from '../vector-file.ts';
import { FORMATS, answer, call, shownInXml } from './answers.ts';
import { otherQuestions } from './other-questions.ts';
import type { Question } from './questions.ts';
import { readQuestions } from './read-questions.ts';
import { readerTests } from './reader-bodies.ts';

function asTests({ comment, flags, given, action, parameters, fields }: Question): AnswerTest[] {
  return FORMATS.map((format): AnswerTest => {
    const all = { ...fields, RequestId: REQUEST_ID };
    const value = format === 'XML' ? shownAsXml(all) : all;
    return {
      comment: `${comment} (${format})`,
      flags,
      operation: action,
      format,
      ...(given.length === 0 ? {} : { given }),
      request: call(action, parameters, format),
      response: answer(format, all),
      value,
      result: 'valid',
    };
  });
}

/** The same with what XML cannot hold replaced. */
function shownAsXml(fields: Fields): Fields {
  const data = fields['SecretData'];
  return typeof data === 'string' ? { ...fields, SecretData: shownInXml(data) } : fields;
}

export const ALIYUN_BODIES: Family = {
  name: 'aliyun-bodies',
  algorithm: 'Bodies of KMS',
  schema: 'body_schema.json',
  header: [
    'Answers of KMS of Alibaba Cloud, each in JSON and in XML, to requests that are not signed here.',
    'In XML every field is an element, a list is its element repeated, and an empty list leaves its wrapper empty.',
  ],
  notes: ANSWER_NOTES,
  groups: [
    {
      type: 'Body',
      service: 'aliyun',
      now: NOW,
      tests: asVectors([...[...readQuestions(), ...otherQuestions()].flatMap(asTests), ...readerTests()]),
    },
  ],
};
