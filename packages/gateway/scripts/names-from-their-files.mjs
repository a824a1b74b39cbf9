import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../..', import.meta.url));

const IMPORT = /^import \{([^}]*)\} from '(@dragoman\/[^']+)';$/gm;
const REEXPORT = /^export \{([^}]*)\} from '([^']+)';$/gm;

/** The modules of our packages. */
export const OWN_SOURCES = /[/\\]packages[/\\][^/\\]+[/\\]src[/\\].*\.ts$/;

/** A plugin of the bundler. */
export const namesFromTheirFiles = {
  name: 'names-from-their-files',
  setup({ onLoad }) {
    onLoad({ filter: OWN_SOURCES }, async ({ path }) => ({ contents: await ownSource(path), loader: 'ts' }));
  },
};

/**
 * What a module of ours imports from the index of a package, imported from the file that has it. The bundler puts
 * whatever an index names into the part of whoever imports one thing of it, and evaluates it with that: so everything
 * would be loaded by a start, as the settings of a package stand in the same index as all the rest.
 * Lines stay where they are.
 */
export async function ownSource(path) {
  return (await readFile(path, 'utf8')).replace(IMPORT, (statement, names, from) => {
    const parts = bindingsIn(names).map(({ name, as }) => {
      const found = located(entryOf(from), name);
      return `import { ${found.name} as ${as} } from ${JSON.stringify(found.file)};`;
    });
    return parts.join(' ') + '\n'.repeat(statement.split('\n').length - 1);
  });
}

/** The names between the braces, but for those of types. */
function bindingsIn(list) {
  const entries = list.split(',').map((entry) => entry.trim());
  return entries
    .filter((entry) => entry !== '' && !entry.startsWith('type '))
    .map((entry) => entry.split(' as '))
    .map(([name, as = name]) => ({ name, as }));
}

/** Where a name that a file exports is declared, and what it is called there. */
function located(file, name) {
  const found = reexportsOf(file).get(name);
  if (found === undefined) return { file, name };
  const { from } = found;
  if (from.startsWith('.')) return located(resolve(dirname(file), from), found.name);
  return from.startsWith('@dragoman/') ? located(entryOf(from), found.name) : { file, name };
}

const known = new Map();

function reexportsOf(file) {
  let found = known.get(file);
  if (found === undefined) {
    const statements = [...readFileSync(file, 'utf8').matchAll(REEXPORT)];
    const entries = statements.flatMap(([, names, from]) =>
      bindingsIn(names).map(({ name, as }) => [as, { from, name }]),
    );
    known.set(file, (found = new Map(entries)));
  }
  return found;
}

/** The file that a package has for what is imported from it. */
function entryOf(from) {
  const [, name, ...below] = from.split('/');
  const directory = join(packages, name);
  const { exports } = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'));
  return join(directory, exports[['.', ...below].join('/')]['dragoman-source']);
}
