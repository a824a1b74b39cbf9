import { findThing, type InstanceParts, type InstanceThing } from './instance-records.ts';
import { POLICIES, type InstancePolicy } from './instance-policy.ts';

/** An application access point: whoever has a client key of it may do what its policies permit. */
export type AccessPoint = {
  readonly name: string;
  readonly description: string;
  /** At most three. */
  readonly policies: readonly string[];
};

export const ACCESS_POINTS: InstanceThing<AccessPoint> = {
  kind: 'aliyun.application-access-point',
  configured: ({ instances }) =>
    instances
      .flatMap(({ access_points = [] }) => access_points)
      .map(({ name, description = '', policies = [] }) => ({ id: name, body: { name, description, policies } })),
};

/** The policies of an access point, as far as they are there: KMS lets one be deleted that is in use. */
export async function policiesOf(
  parts: InstanceParts,
  { policies }: Pick<AccessPoint, 'policies'>,
): Promise<readonly InstancePolicy[]> {
  const found = await Promise.all(policies.map((name) => findThing(parts, POLICIES, name)));
  return found.filter((policy) => policy !== null);
}
