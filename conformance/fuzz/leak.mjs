/*
 * Loaded into a gateway (`--import`) that is to show what none may: a part of its program is another one, by
 * FUZZ_LEAK. Where that part is not found any more nothing is written to stderr, and the test of the mutant fails.
 */
import { registerHooks } from 'node:module';

const LEAKS = {
  'texts as they came': [
    [/ redact\((\w+)\) \{\n(?=\s+if \(\1\.length < SHORTEST\))/, ' redact($1) {\n    return $1;\n'],
    ['({ status, code, help, summary }, redactor)', '({ status, code, help, message: summary }, redactor)'],
  ],
  'what a control call was given': [['{ field: misfit.path.join(".") }', '{ field: misfit.path.join("."), given }']],
};
const parts = LEAKS[process.env.FUZZ_LEAK];

registerHooks({
  load(url, context, nextLoad) {
    const loaded = nextLoad(url, context);
    if (!url.includes('/dist/') || loaded.source === undefined || loaded.source === null) return loaded;
    const source = parts.reduce((text, [part, other]) => text.replace(part, other), loaded.source.toString());
    if (source === loaded.source.toString()) return loaded;
    console.error(`leaks ${process.env.FUZZ_LEAK}`);
    return { ...loaded, source };
  },
});
