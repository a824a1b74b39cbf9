import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

import { writeOwnerFile } from './owner-file.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'dragoman-'));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

describe('a file for the owner alone', () => {
  it('is written whole and readable to nobody else', () => {
    const path = join(directory, 'gateway.json');
    writeOwnerFile(path, { url: 'u' });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ url: 'u' });
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('is named in the error where something stands in its place, and leaves no draft', () => {
    const path = join(directory, 'gateway.json');
    mkdirSync(path);
    expect(() => {
      writeOwnerFile(path, {});
    }).toThrow(expect.objectContaining({ code: 'EISDIR', path }));
    expect(readdirSync(directory)).toEqual(['gateway.json']);
  });
});
