/** The secret that answers are about, and what is asked of it. */
import { type Fields, NOW } from '../answers/exchange.ts';
import type { Request } from '../vector-file.ts';
import { type Parameters, call } from './answers.ts';

export const SECRET = { SecretName: 'orders/db', VersionId: 'v1', SecretData: 'data' };
export const ARN = 'acs:kms:cn-hangzhou:1000000000000001:secret/orders/db';

/** What is asked, and what it is answered. */
export interface Question {
  readonly comment: string;
  readonly flags: readonly string[];
  readonly given: readonly Request[];
  readonly action: string;
  readonly parameters: Parameters;
  readonly fields: Fields;
}

/** A call that makes the secret. */
export const create = (more: Parameters = {}): Request => call('CreateSecret', { ...SECRET, ...more }, 'JSON', true);

/** What `GetSecretValue` says of a version. */
export function valueFields(
  data: string,
  type = 'text',
  stages: readonly string[] = ['ACSCurrent'],
  id = 'v1',
): Fields {
  return {
    SecretName: SECRET.SecretName,
    SecretType: 'Generic',
    VersionId: id,
    SecretData: data,
    SecretDataType: type,
    CreateTime: NOW,
    VersionStages: { VersionStage: stages },
  };
}
