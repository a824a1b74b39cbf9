/**
 * Makes the console: one script, one style sheet and the page, compressed, as the module `dist/files.js` that the
 * gateway's own bundle takes in. What the browser knows of the control API is the table of its routes, which is made
 * of the calls here.
 */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

import { callRoutes, type ConsoleFile } from '@dragoman/control';
import { build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const dist = join(root, 'dist');

/** The calls' own code runs in the gateway: the browser gets their routes. */
const routes: Plugin = {
  name: 'routes',
  setup(build) {
    build.onResolve({ filter: /^virtual:routes$/ }, () => ({ path: 'routes', namespace: 'routes' }));
    build.onLoad({ filter: /.*/, namespace: 'routes' }, () => ({
      contents: `export const ROUTES = ${JSON.stringify(callRoutes())}`,
    }));
  },
};

const { outputFiles, metafile } = await build({
  absWorkingDir: root,
  entryPoints: { app: 'src/main.tsx', style: 'src/style/index.css' },
  outdir: 'dist',
  bundle: true,
  write: false,
  metafile: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  conditions: ['dragoman-source'],
  plugins: [routes],
  legalComments: 'none',
  logLevel: 'warning',
});

const script = named('app', 'js', 'text/javascript; charset=utf-8');
const style = named('style', 'css', 'text/css; charset=utf-8');
const icon = fileOf('icon.svg', readFileSync(join(root, 'src', 'icon.svg')), 'image/svg+xml');
const page = readFileSync(join(root, 'src', 'index.html'), 'utf8')
  .replace('{{style}}', style.path)
  .replace('{{script}}', script.path)
  .replace('{{icon}}', icon.path);
const files = [
  { ...fileOf('', Buffer.from(page), 'text/html; charset=utf-8'), path: '', immutable: false },
  script,
  style,
  icon,
];

mkdirSync(dist, { recursive: true });
writeFileSync(join(dist, 'files.js'), `export const FILES = ${JSON.stringify(files)};\n`);
// The gateway's bundle names the licences of what went in here too.
writeFileSync(join(dist, 'inputs.json'), JSON.stringify(Object.keys(metafile.inputs)));

function named(name: string, extension: string, type: string): ConsoleFile {
  const output = outputFiles.find(({ path }) => path === join(dist, `${name}.${extension}`));
  if (output === undefined) throw new Error(`${name}.${extension} was not made`);
  return fileOf(`${name}.${extension}`, output.contents, type);
}

/** A file under a name that changes with its content. */
function fileOf(name: string, bytes: Uint8Array, type: string): ConsoleFile {
  const digest = createHash('sha256').update(bytes).digest('hex').slice(0, 16);
  const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  return {
    path: `console/${name.replace('.', `-${digest}.`)}`,
    type,
    etag: `"${digest}"`,
    immutable: true,
    gzip: gzipSync(bytes, { level: 9 }).toString('base64'),
    brotli: brotliCompressSync(bytes, quality).toString('base64'),
  };
}
