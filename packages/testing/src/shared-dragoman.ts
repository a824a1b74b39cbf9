import { ConfigError, type ControlClientParts, controlClient } from '@dragoman/gateway';

import { checkOptions } from './check-options.ts';
import { DEVELOPMENT } from './cloud-access.ts';
import { type Rehearsals, rehearsalsAt } from './rehearsals/rehearsals.ts';
import { type Sandbox, type SandboxOptions, newSandbox } from './sandbox.ts';
import { type TestEnvironment, testEnvironment } from './test-environment.ts';

/** Where a gateway is. */
export type GatewayAddress = Pick<ControlClientParts, 'url' | 'token'>;

/** A gateway that runs elsewhere, such as one that a whole test run shares. */
export interface SharedDragoman extends TestEnvironment {
  readonly url: string;
  /** Runs programs, not changed, while the cloud fails. */
  readonly rehearse: Rehearsals;
  /** An isolated environment for one test file or one test: suites that run at the same time do not see each other. */
  sandbox(options?: SandboxOptions): Promise<Sandbox>;
}

/**
 * Works with a gateway that runs already. Nothing is asked of it yet. @throws ConfigError for an address that is none
 */
export function connectDragoman(address: GatewayAddress): SharedDragoman {
  checkOptions('connectDragoman', address, ['url', 'token']);
  const { url, token } = address;
  if (!URL.canParse(url))
    throw new ConfigError(
      `connectDragoman: url = ${JSON.stringify(url)} is no address: give the one that the gateway printed, such as ` +
        'http://127.0.0.1:4600, which a global set-up hands on in a variable of the environment',
    );
  const control = controlClient({ url, token });
  return {
    ...testEnvironment(url, control, DEVELOPMENT),
    url,
    rehearse: rehearsalsAt({ url, token }),
    sandbox: (options = {}) => newSandbox(url, control, options),
  };
}
