import { fileURLToPath } from 'node:url';

/** The catalogue of facts, as what its YAML compiles to: a part of its own, which only who asks for facts loads. */
export const compiledFacts = {
  name: 'compiled-facts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]packages[\\/]facts[\\/]src[\\/]compiled\.ts$/ }, async () => {
      const { compileFacts, loadCatalogue } = await import('../../facts/src/index.ts');
      const facts = JSON.stringify(JSON.stringify(compileFacts((await loadCatalogue()).facts)));
      const watchDirs = [fileURLToPath(new URL('../../../facts', import.meta.url))];
      return { contents: `export const compiledFacts = () => JSON.parse(${facts});`, loader: 'js', watchDirs };
    });
  },
};
