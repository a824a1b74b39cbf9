import { objectOf } from './draft.ts';

/** `account/region` of an ARN such as `acs:kms:cn-hangzhou:1000000000000001:secret/orders`; empty without one. */
export function addressOfArn(arn: string | undefined): string {
  const [, region, account] = /^acs:kms:([^:]+):([^:]+):/.exec(arn ?? '') ?? [];
  return region === undefined || account === undefined ? '' : `${account}/${region}`;
}

/** Whether an ExtendedConfig, as the text that it is sent as or as an object, has CustomData in it. */
export function hasCustomData(config: unknown): boolean {
  return Object.keys(objectOf(objectOf(typeof config === 'string' ? parsed(config) : config)['CustomData'])).length > 0;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
