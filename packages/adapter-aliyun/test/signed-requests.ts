import { type Environment, commonV1, json, type Params } from './environment.ts';

/** The time that requests state, and environments begin at. */
export const NOW = '2026-11-22T00:50:31Z';

export const ILLEGAL_TIMESTAMP =
  '400 IllegalTimestamp The input parameter "Timestamp" that is mandatory for processing this request is not supplied.';
export const UNKNOWN_KEY = '404 InvalidAccessKeyId.NotFound The Access Key ID provided does not exist in our records.';
export const UNSIGNED_MESSAGE = 'The request signature does not conform to Aliyun standards.';

export const missing = (name: string): string => `400 MissingParameter The parameter  ${name}  needed but no provided.`;

/** What a request is answered with: `200`, or `status code message`. */
export async function answerFrom(
  environment: Environment,
  method: string,
  target: string,
  headers: Params = {},
  body: string | Buffer = '',
): Promise<string> {
  const response = await environment.send(method, target, headers, body);
  const { Code, Message } = json(response);
  return response.status === 200 ? '200' : `${response.status} ${String(Code)} ${String(Message)}`;
}

/** The parameters of ListSecrets, signed by V1 later. */
export const list = (changes: Params = {}): Params => ({ ...commonV1('ListSecrets', NOW), ...changes });

export const without = (params: Params, name: string): Params =>
  Object.fromEntries(Object.entries(params).filter(([key]) => key !== name));
