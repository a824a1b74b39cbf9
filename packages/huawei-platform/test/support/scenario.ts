import type { Scenario as AnyScenario } from '../../../../test/fixtures.ts';

/**
 * A request of a scenario. `<id:name>` stands for the id of a secret that was answered before, `<token>` for the last
 * token, `<blob:name>` for the last backup of a secret, `<project:name>` for a project's id, `<eps:name>` and
 * `<user:name>` for those of an enterprise project and a user. Of an answer of KMS
 * `<field>` stands for the last text of that name, `<field:as>` for that of the request so marked, and `<material>` for
 * key material wrapped by the last parameters for an import. With headers of its own it is not signed.
 */
export interface Ask {
  readonly method: string;
  readonly target: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** What the texts of its answer are known by later. */
  readonly as?: string;
}

/** Two calls of one operation of Huawei's. */
export interface Scenario extends AnyScenario<Ask> {
  /** Names of what is random in the answers of this operation alone. */
  readonly random?: readonly string[];
}

export const get = (target: string, headers?: Record<string, string>): Ask => ({
  method: 'GET',
  target,
  ...(headers !== undefined && { headers }),
});
export const del = (target: string): Ask => ({ method: 'DELETE', target });
export const post = (target: string, body?: unknown): Ask => ({ method: 'POST', target, body });
export const put = (target: string, body: unknown): Ask => ({ method: 'PUT', target, body });
