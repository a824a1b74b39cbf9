/**
 * How an example of each language is installed and run: the commands of its README.
 *
 * - `needs` is the toolchain in words, `find` tells its version or fails
 * - `madeOf` are the files that an installation is made from; `stamp` remembers them and the version
 *   (without a stamp the tool itself knows what is still good)
 * - `install` and `run` take a path outside the example, for what is built
 * - `underExecAlone`, `environment` and `mayReach` are for clients that take no address of their own
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const PYTHON = join('.venv', 'bin', 'python');
const JAR = join('target', 'example.jar');

export const LANGUAGES = {
  node: {
    needs: 'npm',
    find: async (execute) => `${process.version} ${await execute('npm', ['--version'])}`,
    madeOf: ['package.json'],
    stamp: join('node_modules', '.made-from'),
    install: () => [['npm', 'install', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']],
    run: () => ['node', 'index.mjs'],
  },
  python: {
    needs: 'python3 of 3.9 or newer that can make a virtual environment',
    find: (execute) =>
      execute('python3', ['-c', 'import ensurepip, sys, venv; assert sys.version_info >= (3, 9); print(sys.version)']),
    madeOf: ['requirements.txt'],
    stamp: join('.venv', 'made-from'),
    install: () => [
      ['python3', '-m', 'venv', '--clear', '.venv'],
      [PYTHON, '-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--requirement', 'requirements.txt'],
    ],
    run: () => [PYTHON, 'main.py'],
  },
  go: {
    needs: 'go 1.23 or newer',
    find: async (execute) => atLeast(23, /^go1\.(\d+)/, await execute('go', ['env', 'GOVERSION'])),
    madeOf: [],
    install: (binary) => [['go', 'build', '-o', binary, '.']],
    run: (binary) => [binary],
  },
  java: {
    needs: 'a JDK of 11 or newer and mvn',
    find: async (execute) => {
      await execute('mvn', ['--version']);
      await execute('java', ['--version']);
      return atLeast(11, /^javac (\d+)/, await execute('javac', ['--version']));
    },
    madeOf: ['pom.xml', join('src', 'main', 'java', 'Example.java')],
    stamp: join('target', 'made-from'),
    install: () => [['mvn', '--batch-mode', '--quiet', 'clean', 'package']],
    run: () => ['java', '-jar', JAR],
  },
  terraform: {
    needs: 'terraform or tofu, and the provider in the folder TERRAFORM_PLUGIN_DIR',
    find: async (execute) => {
      const folder = process.env.TERRAFORM_PLUGIN_DIR ?? '';
      if (folder === '' || !existsSync(folder)) throw new Error('TERRAFORM_PLUGIN_DIR names no folder');
      return execute('terraform', ['version']).catch(() => execute('tofu', ['version']));
    },
    madeOf: [],
    install: () => [],
    run: (data) => ['./run', data],
    // The provider takes no address: it is led by the proxy alone, to every service that it asks.
    underExecAlone: true,
    environment: () => ({ TERRAFORM_PLUGIN_DIR: process.env.TERRAFORM_PLUGIN_DIR }),
    mayReach:
      /^dragoman: intercepted ((kms|sts|business|location)[a-z0-9.-]*\.aliyuncs|(kms|iam|smn|eps)[a-z0-9.-]*\.myhuaweicloud)\.com:443 /,
  },
};

function atLeast(wanted, pattern, version) {
  if (!(Number(pattern.exec(version)?.[1]) >= wanted)) throw new Error(`this is ${version}`);
  return version;
}
