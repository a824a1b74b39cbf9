import type { Static, TSchema } from '@sinclair/typebox';

/** One operation of a dialect as the pipeline sees it: what it takes, and what it does with it. */
export interface Operation<Context> {
  /** The vendor's exact name. */
  readonly name: string;
  /** The schema of the decoded input, an object. */
  readonly input: TSchema;
  /** Runs on input that fits the schema; its answer is the dialect's to encode. */
  run(context: Context, input: never): Promise<unknown>;
}

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
      run(context: Context, input: Static<Input>): Promise<unknown>;
    },
  ): Meta & Operation<Context> => definition;
}

/**
 * Checks a dialect's table at start-up.
 * @throws Error when a name stands twice or an input schema is not an object
 */
export function checkTable(operations: readonly Operation<never>[], notImplemented: readonly NotImplemented[]): void {
  const names = new Set<string>();
  for (const { name } of [...operations, ...notImplemented]) {
    if (names.has(name)) throw new Error(`operation ${name} stands twice in its table`);
    names.add(name);
  }
  for (const { name, input } of operations) {
    if (input['type'] !== 'object') throw new Error(`operation ${name} has an input schema that is not an object`);
  }
}
