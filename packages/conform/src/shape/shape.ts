/**
 * What a value looks like, without the value. A leaf is a word such as `text<=64`, `number` or `time:z`; an object has
 * the shapes of its fields in their order, an array those of its items, each once.
 */
export type Shape = string | readonly Shape[] | ShapeObject;

export interface ShapeObject {
  readonly [field: string]: Shape;
}

/** Text that is JSON itself, by the only field of its shape. */
export const INNER_JSON = '$json';

/** What stands for a field that the vocabulary does not have: somebody may have chosen its name. */
export const UNKNOWN_FIELD = '~';

export function isShapeObject(shape: Shape | undefined): shape is ShapeObject {
  return typeof shape === 'object' && !Array.isArray(shape);
}

export function isShapeList(shape: Shape | undefined): shape is readonly Shape[] {
  return Array.isArray(shape);
}

/** The word of a leaf without its class of length: `text` of `text<=64`. */
export function formOf(leaf: string): string {
  return leaf.replace(/<=\d+$|>\d+$/, '');
}
