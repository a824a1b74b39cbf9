import type { User } from '@dragoman/huawei-platform';

/**
 * What lists and details print alike. A user belongs to one organization, the domain itself, and has no address of any
 * kind.
 * @NOTE unverified: the meaning of `grade` and `relation_type`, which are those of the definitions' examples
 */
export function userToWire({ id, name, domain, record }: User): object {
  const changedAt = record?.passwordChangedAt ?? null;
  const changed = changedAt === null ? null : userTime(changedAt);
  return {
    user_id: id,
    org_id: domain.id,
    user_name: name,
    name,
    mobile: '',
    email: '',
    pwd_must_modify: false,
    pwd_change_at: changed,
    created_at: null,
    updated_at: changed,
    user_org_relation_list: [{ org_id: domain.id, relation_type: '1' }],
  };
}

/** As `2022-03-31 16:46:02.964`. */
function userTime(time: number): string {
  return new Date(time).toISOString().replace('T', ' ').replace('Z', '');
}
