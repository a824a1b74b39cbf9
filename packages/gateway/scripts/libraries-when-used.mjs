/**
 * Classes of libraries in CommonJS that starting a gateway does not need: the library is evaluated when the first one
 * is made, as it would be where `require` stood there. An `import` evaluates it at once, and a dynamic one would make
 * whoever needs the class wait.
 */
const LOADED_WHEN_USED = new Map([['ajv', ['Ajv']]]);

export const librariesWhenUsed = {
  name: 'libraries-when-used',
  setup({ onResolve, onLoad }) {
    const filter = new RegExp(`^(${[...LOADED_WHEN_USED.keys()].join('|')})$`);
    onResolve({ filter }, ({ path, kind, importer, resolveDir }) =>
      kind === 'import-statement' && !importer.includes('node_modules')
        ? { path, namespace: 'when-used', pluginData: resolveDir }
        : undefined,
    );
    onLoad({ filter: /./, namespace: 'when-used' }, ({ path, pluginData: resolveDir }) => ({
      resolveDir,
      contents: LOADED_WHEN_USED.get(path)
        .map((name) => classWhenUsed(path, name))
        .join('\n'),
    }));
  },
};

/** A constructor that answers an object makes `new` answer it. */
function classWhenUsed(library, name) {
  return `export function ${name}(...given) { return new (require('${library}').${name})(...given); }`;
}
