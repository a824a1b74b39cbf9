import { type ControlError, invalidInput } from '../control-error.ts';
import { nearestTo } from '../nearest-name.ts';

/** A name that leads to nothing: of an operation, a door, a code. Names are no secrets, so it is repeated. */
export function unknownName(field: string, given: string, known: readonly string[]): ControlError {
  const nearest = nearestTo(given, known);
  return invalidInput(`${field}: there is no ${given}${nearest === null ? '' : `; did you mean ${nearest}?`}`, {
    field,
  });
}
