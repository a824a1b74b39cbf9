import { type ControlClientParts, controlClient } from '@dragoman/gateway';

import { DEVELOPMENT } from './cloud-access.ts';
import { type Sandbox, type SandboxOptions, newSandbox } from './sandbox.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

/** Where a gateway is. */
export type GatewayAddress = Pick<ControlClientParts, 'url' | 'token'>;

/** A gateway that runs elsewhere, such as one that a whole test run shares. */
export interface SharedDragoman extends TestEnvironment {
  readonly url: string;
  /** An isolated environment for one test file or one test: suites that run at the same time do not see each other. */
  sandbox(options?: SandboxOptions): Promise<Sandbox>;
}

/** Works with a gateway that runs already. Nothing is asked of it yet. */
export function connectDragoman({ url, token }: GatewayAddress): SharedDragoman {
  const control = controlClient({ url, token });
  return {
    ...testEnvironment(url, control, DEVELOPMENT),
    url,
    sandbox: (options = {}) => newSandbox(url, control, options),
  };
}
