/**
 * A store that is loaded goes on this far above the revisions it has had; nothing sees so many commits between two
 * loads.
 */
const REVISIONS_PER_LOAD = 2 ** 24;

/**
 * The revision of a thing that came in the `loads`th load of its store: none that the store has had before, so that
 * whatever was decided before the load is stale.
 */
export function loadedRevision(revision: number, loads: number): number {
  return loads * REVISIONS_PER_LOAD + countedRevision(revision);
}

/** The revision counted from 1, however often the store was loaded. */
export function countedRevision(revision: number): number {
  return revision % REVISIONS_PER_LOAD;
}
