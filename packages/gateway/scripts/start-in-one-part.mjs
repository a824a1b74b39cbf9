import { join } from 'node:path';

import { OWN_SOURCES, ownSource } from './names-from-their-files.mjs';

/**
 * The bundler makes a part of what each set of entries shares, a dozen files to open in a start: commands, the control
 * API and the library each need some of it, and are loaded when all of it is there. Told that whatever needs a module
 * of ours needs all of what starts a gateway, it makes one part of that.
 */
export const startInOnePart = {
  name: 'start-in-one-part',
  setup({ onLoad, initialOptions }) {
    const start = join(initialOptions.absWorkingDir, 'src', 'command-line.ts');
    // Last, and a module that is being evaluated already: so the order of evaluation is that of the other imports.
    const needed = `\nimport ${JSON.stringify(start)};\n`;
    onLoad({ filter: OWN_SOURCES }, async ({ path }) => {
      const contents = await ownSource(path);
      return { contents: path === start ? contents : contents + needed, loader: 'ts' };
    });
  },
};
