/** The vectors of answers as the suite reads them. */
import { type WireRequest, families, readFamily } from './data.ts';

/** What a service answers, as it stands on the wire. */
export interface WireResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: string;
}

/** A test of a body or of an error. */
export interface AnswerTest {
  readonly tcId: number;
  readonly comment: string;
  readonly flags: readonly string[];
  readonly operation: string;
  readonly given?: readonly WireRequest[];
  readonly request?: WireRequest;
  readonly response: WireResponse;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly result: 'valid' | 'invalid' | 'acceptable';
  readonly error?: { readonly status: number; readonly code: string | number; readonly message: string };
}

/** Tests of one service. */
export interface AnswerGroup {
  readonly service: 'huawei' | 'aliyun' | 'blueking';
  readonly now: string;
  readonly tests: readonly AnswerTest[];
}

/** The families of a schema, with their groups. */
export function answerFamilies(schema: string): { readonly family: string; readonly groups: readonly AnswerGroup[] }[] {
  return families()
    .filter((family) => readFamily(family).schema === schema)
    .map((family) => ({ family, groups: readFamily(family).testGroups as unknown as readonly AnswerGroup[] }));
}

/** Every test of bodies and errors, by its family. */
export function answerTests(): { readonly family: string; readonly group: AnswerGroup; readonly test: AnswerTest }[] {
  return ['body_schema.json', 'error_schema.json'].flatMap((schema) =>
    answerFamilies(schema).flatMap(({ family, groups }) =>
      groups.flatMap((group) => group.tests.map((test) => ({ family, group, test }))),
    ),
  );
}

/** A text with every UUID, and every other 32 hexadecimal digits, as one that stands for all of them. */
export function withoutIds(text: string): string {
  return text
    .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<uuid>')
    .replace(/(?<![0-9a-f])[0-9a-f]{32}(?![0-9a-f])/gi, '<digits>');
}
