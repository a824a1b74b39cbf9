import type { ControlClient } from '@dragoman/gateway';

import { checkOptions } from './check-options.ts';
import { type CloudAccess, cloudAccess } from './cloud-access.ts';
import { NO_RECEIPT, type RunReceipt } from './receipts.ts';
import { type Seeds, type TestEnvironment, beginWith, testEnvironment } from './test-environment.ts';

/** How a sandbox is made. */
export interface SandboxOptions {
  /** To tell sandboxes apart by. */
  readonly label?: string;
  /** How long it is there at most, in seconds; an hour unless told. */
  readonly expiresInSeconds?: number;
  /** What the policies of its identities decide: `enforce`, `observe` or `off`; as the gateway's unless told. */
  readonly permissions?: 'off' | 'observe' | 'enforce';
  /**
   * What conditions of policies are told of its requests, such as `{ source_ip: '203.0.113.7' }`, where the identity
   * that makes them states nothing of it.
   */
  readonly context?: NonNullable<SeedIdentity['context']>;
  /** What it begins with beside the gateway's baseline, and goes back to at a reset. */
  readonly seeds?: Seeds;
  /**
   * Closes the sandbox as the test ends: `onTestFinished` of Vitest, or `(close) => t.after(close)` with the `t` of
   * node:test.
   */
  readonly onTestFinished?: (close: () => Promise<void>) => void;
}

type SeedIdentity = NonNullable<Seeds['identities']>[number];

/** What somebody may do, by cloud. */
export interface IdentityRights {
  /** Policies of RAM. */
  readonly aliyun?: NonNullable<NonNullable<SeedIdentity['aliyun']>['policies']>;
  /** Grants of IAM. */
  readonly huawei?: NonNullable<NonNullable<SeedIdentity['huawei']>['grants']>;
  /** Permissions of BKIAM, such as `access_business biz/2`. */
  readonly bk?: NonNullable<NonNullable<SeedIdentity['bk']>['permissions']>;
}

/**
 * An environment of its own, which begins as a copy of the gateway's baseline. Clients with its credentials are in it,
 * at the same addresses.
 */
export interface Sandbox extends TestEnvironment {
  readonly id: string;
  /**
   * Somebody who may do what these policies allow and no more, by the names of the cloud's ready policies, of policies
   * of the seeds, or as documents; nothing at a cloud that is not named. Gone at a reset.
   */
  identity(id: string, rights: IdentityRights): Promise<CloudAccess>;
  /** Nothing of it is left. */
  close(): Promise<void>;
}

/** @param run what keeps the requests of a sandbox that is closed */
export async function newSandbox(
  url: string,
  control: ControlClient,
  options: SandboxOptions,
  run: RunReceipt = NO_RECEIPT,
): Promise<Sandbox> {
  checkOptions('sandbox', options, ['label', 'expiresInSeconds', 'permissions', 'context', 'seeds', 'onTestFinished']);
  const { label, expiresInSeconds, permissions, context, seeds, onTestFinished } = options;
  const { id, credentials } = await control.sandboxes.create({
    ...(label !== undefined && { label }),
    ...(expiresInSeconds !== undefined && { expires_in_seconds: expiresInSeconds }),
    ...(permissions !== undefined && { permissions }),
    ...(context !== undefined && { context }),
  });
  const own = control.sandbox(id);
  const close = async (): Promise<void> => {
    await run.keep(own);
    await control.sandboxes.delete({ sandbox: id });
  };
  onTestFinished?.(close);
  await beginWith(own, seeds);
  return {
    ...testEnvironment(url, own, credentials, run),
    id,
    async identity(name, { aliyun = [], huawei = [], bk = [] }) {
      const given = { id: name, aliyun: { policies: aliyun }, huawei: { grants: huawei }, bk: { permissions: bk } };
      const { identities } = await own.identities.create({ identities: [given] });
      const made = identities[name];
      if (made === undefined) throw new Error(`no credentials came for ${name}`);
      return cloudAccess(url, made);
    },
    close,
  };
}
