import { aliyunSandbox } from '@dragoman/adapter-aliyun';
import { bkSandbox } from '@dragoman/adapter-bk';
import { huaweiSandbox } from '@dragoman/adapter-huawei';
import type { Identity, Ids, NewAccessCredential } from '@dragoman/core';

/** Who works in a sandbox, with what proves it at each door. */
export interface SandboxIdentity {
  readonly identity: Identity;
  readonly accessCredentials: readonly NewAccessCredential[];
  /** What clients are configured with, by door. */
  readonly credentials: Readonly<Record<'huawei' | 'aliyun' | 'bk', Readonly<Record<string, string>>>>;
}

/** Makes an identity that nobody else is and that works at every door. @param name of the sandbox */
export function sandboxIdentity(ids: Ids, name: string): SandboxIdentity {
  const parts = { huawei: huaweiSandbox(ids, name), aliyun: aliyunSandbox(ids), bk: bkSandbox(ids, name) };
  const attributes = { huawei: parts.huawei.attributes, aliyun: parts.aliyun.attributes, bk: parts.bk.attributes };
  return {
    identity: { id: name, name, addresses: 'any', attributes },
    accessCredentials: Object.values(parts).flatMap((part) => part.accessCredentials),
    credentials: { huawei: parts.huawei.credentials, aliyun: parts.aliyun.credentials, bk: parts.bk.credentials },
  };
}
