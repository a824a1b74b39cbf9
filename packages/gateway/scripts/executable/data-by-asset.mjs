/**
 * Data that few commands read, kept in the executable beside its program: what stands in the program counts as the
 * memory of every start.
 */
const DATA = {
  'facts.json': {
    module: /[\\/]packages[\\/]facts[\\/]src[\\/]compiled\.ts$/,
    name: 'compiledFacts',
  },
  'probes.json': {
    module: /[\\/]packages[\\/]conform[\\/]src[\\/]probes[\\/]recorded-probes\.ts$/,
    name: 'recordedProbes',
  },
};

/**
 * Has the modules above read their data from assets of the executable.
 * @param {Map<string, string>} assets is given what they have to hold, by their names
 */
export const dataByAsset = (assets) => ({
  name: 'data-by-asset',
  setup({ onLoad }) {
    for (const [asset, { module, name }] of Object.entries(DATA))
      onLoad({ filter: module }, async ({ path }) => {
        const own = await import(path);
        assets.set(asset, JSON.stringify(await own[name]()));
        return {
          contents:
            `import { getAsset } from 'node:sea';\n` +
            `export const ${name} = () => JSON.parse(getAsset(${JSON.stringify(asset)}, 'utf8'));`,
          loader: 'js',
        };
      });
  },
});
