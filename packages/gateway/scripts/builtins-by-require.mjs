import { createRequire } from 'node:module';
import { relative } from 'node:path';

const require = createRequire(import.meta.url);

/** What starting a gateway does not need: loaded when one of its functions is called. None of them goes by `this`. */
const LOADED_WHEN_CALLED = new Set([
  'node:child_process',
  'node:fs/promises',
  'node:https',
  'node:timers/promises',
  'node:tls',
  'node:zlib',
]);

/**
 * An ES module that imports a built-in one has every getter on it evaluated: `node:http` alone loads the whole of
 * Node's `fetch`, 13 MB and 25 ms of each start. Here a built-in module is got by `require`, and nothing is read from
 * it but the names that are imported.
 */
export const builtinsByRequire = {
  name: 'builtins-by-require',
  setup({ onResolve, onLoad, initialOptions }) {
    // One for each importer: shared ones would be put into files of their own, which are to be opened then.
    onResolve({ filter: /^node:/ }, ({ path, kind, importer }) =>
      kind === 'import-statement'
        ? { path, namespace: 'builtin', suffix: `?${relative(initialOptions.absWorkingDir, importer)}` }
        : undefined,
    );
    onLoad({ filter: /^node:/, namespace: 'builtin' }, ({ path }) => ({ contents: builtinModule(path) }));
  },
};

/** An ES module with what a built-in module exports. The bundler leaves out what nobody imports. */
function builtinModule(path) {
  const builtin = require(path);
  const load = `require('${path}')`;
  const isLate = (name) => LOADED_WHEN_CALLED.has(path) && isPlainFunction(builtin[name]);
  const names = Object.keys(builtin).filter((name) => /^\w+$/.test(name) && name !== 'default');
  const whole = LOADED_WHEN_CALLED.has(path)
    ? `{ ${names.map((name) => `get ${name}() { return ${load}.${name}; }`).join(', ')} }`
    : `/* @__PURE__ */ ${load}`;
  const parts = names.map((name) => {
    const part = isLate(name) ? `(...given) => ${load}.${name}(...given)` : `/* @__PURE__ */ (() => ${load}.${name})()`;
    return `const own_${name} = ${part};\nexport { own_${name} as ${name} };`;
  });
  return [`export default ${whole};`, ...parts].join('\n');
}

/** No class, and nothing that `util.promisify` would treat on its own. */
function isPlainFunction(value) {
  return typeof value === 'function' && /^[a-z]/.test(value.name) && Object.getOwnPropertySymbols(value).length === 0;
}
