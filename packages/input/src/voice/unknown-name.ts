import { type ControlError, invalidInput } from '../control-error.ts';
import { nearestTo } from '../nearest-name.ts';
import { VOICE } from './messages.ts';

/** A name that leads to nothing: of an operation, a door, a code. Names are no secrets, so it is repeated. */
export function unknownName(field: string, given: string, known: readonly string[]): ControlError {
  const nearest = nearestTo(given, known);
  const named = { field, given };
  return invalidInput(nearest === null ? VOICE.unknownName(named) : VOICE.unknownNameNear({ ...named, nearest }), {
    field,
  });
}
