/**
 * Stage labels. Two are built in; `$` marks them, and a custom label that begins with `$` is
 * kept with the mark doubled, so no name that a client invents can be taken for a built-in one.
 */
export const CURRENT = '$current';
export const PREVIOUS = '$previous';

/** How many labels are built in. */
export const BUILT_IN_LABELS = 2;

/** Whether the label can be moved but never taken away. */
export function isBuiltIn(label: string): boolean {
  return label === CURRENT || label === PREVIOUS;
}

/** A dialect's names of the built-in labels. */
export interface LabelNames {
  readonly current: string;
  readonly previous: string;
}

/** The label that a dialect calls `name`. */
export function labelFromName(name: string, names: LabelNames): string {
  if (name === names.current) return CURRENT;
  if (name === names.previous) return PREVIOUS;
  return name.startsWith('$') ? `$${name}` : name;
}

/** What a dialect calls `label`. */
export function nameOfLabel(label: string, names: LabelNames): string {
  if (label === CURRENT) return names.current;
  if (label === PREVIOUS) return names.previous;
  return label.startsWith('$$') ? label.slice(1) : label;
}
