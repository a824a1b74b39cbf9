import type { RejectedScenario as AnyRejected, Scenario as AnyScenario } from '../../../test/fixtures.ts';
import type { Params } from './environment.ts';

/**
 * A call before or after the one that a scenario is about. In it `<Name>` stands for the field of that name in the
 * last answer to such a call, and `<Material>` for key material wrapped by the last parameters for an import.
 */
export type Call = readonly [action: string, params: Params];

/** How an operation is called: at KMS, by POST, where nothing is said. */
interface How {
  readonly version?: string;
  readonly method?: 'GET' | 'POST';
}

/** Two calls of one operation, by their parameters, and one that is rejected. */
export interface Scenario extends How, Omit<AnyScenario<Call>, 'first' | 'second' | 'rejected'> {
  readonly first: Params;
  readonly second: Params;
  readonly rejected: Params;
  /** Calls of somebody who may do nothing; `<Denied1>` stands for the EncodedDiagnosticMessage of the first. */
  readonly denied?: readonly Call[];
}

/** An operation that never succeeds here. */
export type RejectedScenario = How & AnyRejected<Params>;

export type Scenarios = Readonly<Record<string, Scenario | RejectedScenario>>;

/** Key material as scenarios import it. */
export const MATERIAL = '<Material>';

export const RAM = '2015-05-01';
export const STS = '2015-04-01';
export const LOCATION = '2015-06-12';
export const BILLING = '2017-12-14';

/** A generic secret with a tag. */
export const secret = (SecretName: string): Call => [
  'CreateSecret',
  { SecretName, VersionId: 'v1', SecretData: '{"k":"<v>"}', Tags: '[{"TagKey":"k","TagValue":"v"}]' },
];
/** A managed secret that rotates. */
export const rds = (SecretName: string): Call => ['CreateSecret', rdsRequest(SecretName)];
export const rdsRequest = (SecretName: string): Params => ({
  SecretName,
  VersionId: 'v1',
  SecretType: 'Rds',
  SecretData: '{"Accounts":[{"AccountName":"u","AccountPassword":"p"}]}',
  ExtendedConfig: '{"SecretSubType":"SingleUser","DBInstanceId":"rm-1"}',
  EnableAutomaticRotation: 'true',
  RotationInterval: '7d',
});
export const key = (params: Params = {}): Call => ['CreateKey', params];
