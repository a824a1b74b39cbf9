import { type Environment, type Params, commonV1, form, json, signedV1 } from './environment.ts';

export interface Credentials {
  AccessKeyId: string;
  AccessKeySecret: string;
  SecurityToken: string;
  Expiration: string;
}

/** A call over V1 with a session's credentials: its status, and what it was rejected with. */
export async function callAs(
  environment: Environment,
  { AccessKeyId, AccessKeySecret, SecurityToken }: Credentials,
  action: string,
  params: Params = {},
): Promise<string> {
  const time = `${new Date(environment.services.clock.now()).toISOString().slice(0, 19)}Z`;
  const all = signedV1('GET', { ...commonV1(action, time), AccessKeyId, SecurityToken, ...params }, AccessKeySecret);
  const response = await environment.send('GET', `/?${form(all)}`);
  const { Code, Message } = json(response);
  return response.status === 200 ? '200' : `${response.status} ${String(Code)} ${String(Message)}`;
}
