import { fileURLToPath } from 'node:url';

/** The catalogue of facts, as what its YAML compiles to: a part of its own, which only who asks for facts loads. */
export const compiledFacts = {
  name: 'compiled-facts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/]facts[\\/]src[\\/]compiled\.ts$/ }, async () => {
      // Of this module alone: nothing is built yet where a bundle is all that is asked for.
      const module = await import('../../facts/src/compiled.ts');
      const facts = JSON.stringify(JSON.stringify(await module.compiledFacts()));
      const watchDirs = [fileURLToPath(new URL('../../../facts', import.meta.url))];
      return { contents: `export const compiledFacts = () => JSON.parse(${facts});`, loader: 'js', watchDirs };
    });
  },
};
