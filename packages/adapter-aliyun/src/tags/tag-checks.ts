import { keyCheck } from '../keys/key-checks.ts';
import type { AliyunContext } from '../operation.ts';
import type { RamCheck } from '../ram/request.ts';
import { secretCheck } from '../secrets/secret-checks.ts';
import { type tagTarget, targetFromWire } from './tag-target.ts';
import type { ResourceType } from './taggable.ts';

/** The action, on the key or secret that a request names one of. */
export function onTagTarget(
  action: string,
): (context: AliyunContext, request: { readonly [Field in keyof typeof tagTarget]?: string }) => Promise<RamCheck[]> {
  return async (context, request) => {
    const { type, id } = targetFromWire(request);
    return [await checkOf(context, action, type, id)];
  };
}

/** The action, on each of the keys or secrets that a request names; on the container where it names none. */
export function onTagged(
  action: string,
): (
  context: AliyunContext,
  request: { readonly ResourceType: ResourceType; readonly ResourceId?: readonly string[] },
) => Promise<RamCheck[]> {
  return async (context, { ResourceType: type, ResourceId }) => {
    const { region, account } = context;
    if (ResourceId === undefined) return [{ action, resource: `acs:kms:${region}:${account}:${type}`, owner: account }];
    return Promise.all(ResourceId.map((id) => checkOf(context, action, type, id)));
  };
}

function checkOf(context: AliyunContext, action: string, type: ResourceType, id: string): Promise<RamCheck> {
  return type === 'key' ? keyCheck(context, action, id) : secretCheck(context, action, id);
}
