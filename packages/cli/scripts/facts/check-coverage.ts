import type { Catalogue } from '@dragoman/facts';
import type { Door } from '@dragoman/protocol-kit';

/** Doors whose facts stand under two names: an instance's gateway belongs to its cloud's door. */
const NAMES: Readonly<Record<string, readonly string[]>> = { aliyun: ['aliyun', 'aliyun-instance'] };

/** Every served operation and every error of the tables has a fact; no fact is of an operation that is not served. */
export function checkCoverage(doors: readonly Door[], catalogue: Catalogue): readonly string[] {
  return doors.flatMap((door) => {
    const names = NAMES[door.name] ?? [door.name];
    const served = new Set(door.operations);
    const unstated = door.operations.filter((operation) =>
      names.every((name) => catalogue.factsOf(name, operation).length === 0),
    );
    const errors = door.injectable.codes.filter((code) => names.every((name) => !hasError(catalogue, name, code)));
    const unserved = catalogue.facts.filter(
      (fact) => names.includes(fact.door) && fact.operation !== '*' && !served.has(fact.operation),
    );
    return [
      ...unstated.map((operation) => `${door.name} serves ${operation}, of which no fact is stated`),
      ...errors.map((code) => `${door.name} can answer ${code}, of which no fact is stated`),
      ...unserved.map(({ id }) => `${id} is of an operation that is not served`),
    ];
  });
}

function hasError(catalogue: Catalogue, door: string, code: string): boolean {
  return catalogue.factsOf(door, '*').some(({ kind, subject }) => kind === 'error' && subject === code);
}
