import { createRequire } from 'node:module';
import { relative } from 'node:path';

const require = createRequire(import.meta.url);

/** What starting a gateway does not need: loaded when something of it is called. No function goes by `this`. */
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
  const names = Object.keys(builtin).filter((name) => /^\w+$/.test(name) && name !== 'default');
  const whole = LOADED_WHEN_CALLED.has(path)
    ? `{ ${names.map((name) => `get ${name}() { return ${load}.${name}; }`).join(', ')} }`
    : `/* @__PURE__ */ ${load}`;
  const parts = names.map((name) => {
    const late = LOADED_WHEN_CALLED.has(path) ? whenCalled(load, name, builtin[name]) : null;
    const part = late ?? `/* @__PURE__ */ (() => ${load}.${name})()`;
    return `const own_${name} = ${part};\nexport { own_${name} as ${name} };`;
  });
  return [`export default ${whole};`, ...parts].join('\n');
}

/** What loads the module when it is called, made or asked for; `null` for what is neither function nor class. */
function whenCalled(load, name, value) {
  // `util.promisify` treats some functions on their own.
  if (typeof value !== 'function' || Object.getOwnPropertySymbols(value).length > 0) return null;
  if (/^[a-z]/.test(value.name)) return `(...given) => ${load}.${name}(...given)`;
  return `class {
  constructor(...given) {
    if (new.target !== own_${name}) throw new Error('${name} is loaded when it is made: it is no class to extend');
    return new (${load}.${name})(...given);
  }
  static [Symbol.hasInstance](value) { return value instanceof ${load}.${name}; }
}`;
}
