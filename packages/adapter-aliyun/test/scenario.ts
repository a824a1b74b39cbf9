import type { Params } from './environment.ts';

/**
 * A call before or after the one that a scenario is about. In it `$Name` stands for the field of that name in the
 * last answer to such a call, and `$Material` for key material wrapped by the last parameters for an import.
 */
export type Call = readonly [action: string, params: Params];

/** Two calls of one operation that must not be answered alike, and one that is rejected. */
export interface Scenario {
  readonly version?: string;
  /** POST where nothing is said. */
  readonly method?: 'GET' | 'POST';
  /** Calls before the first one, and before the one that is rejected. */
  readonly given?: readonly Call[];
  readonly first: Params;
  readonly between?: readonly Call[];
  readonly second: Params;
  /** Where an answer is empty, or says little: a call that shows what came of it. */
  readonly observe?: Call;
  readonly rejected: Params;
  /** Why both calls are answered alike, where the operation has one answer alone. */
  readonly constant?: string;
}

/** An operation that never succeeds here. */
export type RejectedScenario = Pick<Scenario, 'version' | 'rejected'>;

export type Scenarios = Readonly<Record<string, Scenario | RejectedScenario>>;

/** Key material as scenarios import it. */
export const MATERIAL = '$Material';

export const STS = '2015-04-01';
export const LOCATION = '2015-06-12';

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
