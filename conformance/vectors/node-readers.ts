/** What the official client for Node reads of the answers. */
import { createRequire } from 'node:module';

import { answerTests } from './answers.ts';
import type { Read } from './readers.ts';

/** A model of `@alicloud/kms20160120`, as far as it is used here. */
interface Model {
  toMap(): Readonly<Record<string, unknown>>;
}
type ModelClass = new (fields: object) => Model;

const HERE = createRequire(new URL('../../packages/gateway/package.json', import.meta.url));
const kms = createRequire(HERE.resolve('@alicloud/kms20160120'));
const MODELS = kms('@alicloud/kms20160120') as Readonly<Record<string, ModelClass | undefined>>;
const { cast } = kms('@alicloud/tea-typescript') as {
  readonly cast: (fields: unknown, model: Model) => Model;
};
const { default: util } = HERE('@alicloud/tea-util') as { readonly default: { parseJSON(text: string): unknown } };

/** What it reads of each answer of KMS in JSON: it knows no XML. */
export function readByNode(): Read[] {
  return answerTests()
    .filter(({ group, test }) => group.service === 'aliyun' && !isXml(test.response.headers))
    .flatMap(({ family, test }): Read[] => {
      const { tcId, operation, response, error } = test;
      const model = MODELS[`${operation}Response`];
      if (error === undefined && model === undefined) return [];
      const common = { family, tcId, client: '@alicloud/kms20160120' };
      try {
        const fields = util.parseJSON(response.body ?? '') as Readonly<Record<string, unknown>>;
        if (error !== undefined || model === undefined)
          return [{ ...common, value: { code: fields['Code'], message: fields['Message'] } }];
        return [{ ...common, value: cast(fields, new model({})).toMap(), isPartial: true }];
      } catch (failure) {
        return [{ ...common, failure: String(failure) }];
      }
    });
}

function isXml(headers: readonly (readonly [string, string])[]): boolean {
  return headers.some(([name, value]) => name === 'Content-Type' && value.startsWith('text/xml'));
}
