/** The rows of the platform's error tables that no request is answered with, and why. */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';

import { APIGW_ERRORS } from '../src/errors/apigw-error.ts';

describe('errors that no request is answered with, unless a fault says so', () => {
  const GATEWAY_NAMES = new Map<number, string>(
    Object.entries(APIGW_ERRORS).map(([name, { code }]) => [code, `'${name}'`]),
  );
  const FOR_FAULTS = ['apigw-error.ts', 'backend-error.ts', 'esb-error.ts', 'injectable.ts'];
  const SOURCES = readdirSync(new URL('../src/', import.meta.url), { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() &&
        entry.name.endsWith('.ts') &&
        !entry.name.endsWith('.test.ts') &&
        !FOR_FAULTS.includes(entry.name),
    )
    .map((entry) => readFileSync(`${entry.parentPath}/${entry.name}`, 'utf8').replaceAll(/\/\*\*.*?\*\//gs, ''))
    .join('\n');

  it.each<[string, readonly number[]]>([
    [
      'there is no third system behind ESB that could be out of reach',
      [1306203, 1306206, 1306207, 1306208, 1306209, 1306407, 1306408],
    ],
    ['users come with their credential or not at all, and have no rights of ESB', [1306401, 1306402]],
    ['a path is known or it is not', [1306404, 1306405]],
    ['nothing is throttled', [1306429, 1642901, 1642902, 1642903, 1642904]],
    ['the gateway takes no token of another gateway in its header', [1640004]],
    ['the usual way to authenticate does not use them', [1640100, 1640101, 1640102]],
    ['tenants, addresses and users are not restricted', [1640302, 1640303, 1640304, 1210005, 1210006]],
    [
      'there is no backend but the store that could fail',
      [1650000, 1650002, 1650070, 1650200, 1650201, 1650401, 1650801],
    ],
    [
      'JOB keeps them for its own services, or for operations that are not here',
      [1240005, 1241001, 1241002, 1241008, 1241012, 1243051],
    ],
    ['no job plan refers to an account, nor can an account of a database', [1243014]],
  ])('as %s', (_reason, codes) => {
    const names = codes.map((code) => GATEWAY_NAMES.get(code) ?? String(code));
    expect(names.filter((name) => SOURCES.includes(name))).toEqual([]);
  });
});
