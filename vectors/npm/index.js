import { readFileSync, readdirSync } from 'node:fs';
import { URL } from 'node:url';

const DATA = new URL('./data/', import.meta.url);

/** The names of all families, sorted. */
export function families() {
  return readdirSync(DATA)
    .filter((name) => name.endsWith('.json'))
    .map((name) => name.slice(0, -'.json'.length))
    .sort();
}

/** One family. @throws RangeError where there is none of the name */
export function load(family) {
  if (!families().includes(family)) throw new RangeError(`there is no family ${family}`);
  return JSON.parse(readFileSync(new URL(`${family}.json`, DATA), 'utf8'));
}
