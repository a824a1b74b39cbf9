import type { Awaitable, Check } from '@dragoman/core';
import type { Static, TSchema } from '@sinclair/typebox';

/** One operation of a dialect as the pipeline sees it: what it takes, and what it does with it. */
export interface Operation<Context> {
  /** The vendor's exact name. */
  readonly name: string;
  /** The schema of the decoded input, an object. */
  readonly input: TSchema;
  /**
   * What the caller must be allowed before it runs, in the vendor's order. What it asks only once it has found
   * something, it asks itself. A dialect that decides permissions has it at every operation.
   */
  checks?(context: Context, input: never): CheckList;
  /** What it asks itself, once it has found something: the same, for whoever asks in advance. */
  laterChecks?(context: Context, input: never): CheckList;
  /** Runs on input that fits the schema; its answer is the dialect's to encode. */
  run(context: Context, input: never): Awaitable<unknown>;
}

export type CheckList = Awaitable<readonly Check[]>;

/** An operation that the vendor has and this door rejects by name. */
export interface NotImplemented {
  readonly name: string;
}

/**
 * Makes a dialect's `defineOperation`: the input type follows from the schema, so each is declared once.
 * `Meta` is what the dialect's operations say beside (route, success status, …).
 */
export function operationFactory<Context, Meta extends object>() {
  return <Input extends TSchema>(
    definition: Meta & {
      readonly name: string;
      readonly input: Input;
      checks?(context: Context, input: Static<Input>): CheckList;
      laterChecks?(context: Context, input: Static<Input>): CheckList;
      run(context: Context, input: Static<Input>): Awaitable<unknown>;
    },
  ): Meta & Operation<Context> => definition;
}

/**
 * Checks a dialect's table at start-up.
 * @param decides whether the dialect decides permissions
 * @throws Error when a name stands twice, an input schema is not an object, or an operation does not say its checks
 */
export function checkTable(
  operations: readonly Operation<never>[],
  notImplemented: readonly NotImplemented[],
  decides = false,
): void {
  const names = new Set<string>();
  for (const { name } of [...operations, ...notImplemented]) {
    if (names.has(name)) throw new Error(`operation ${name} stands twice in its table`);
    names.add(name);
  }
  for (const { name, input } of operations) {
    if (input['type'] !== 'object') throw new Error(`operation ${name} has an input schema that is not an object`);
  }
  const silent = decides ? operations.find((operation) => !('checks' in operation)) : undefined;
  if (silent !== undefined) throw new Error(`operation ${silent.name} does not say what its caller must be allowed`);
}
