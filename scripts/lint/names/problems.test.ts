import { describe, expect, it } from '@jest/globals';

import { nameProblems } from './problems.ts';

const problemsOf = (text: string, path = 'packages/core/src/file.ts'): string[] => nameProblems([{ path, text }], []);

describe('npm run words', () => {
  it.each([
    ['a function', 'export function openWorld(): void {}', 'openWorld'],
    ['a constant', '\n\nconst WORLD_ID = 1;', 'WORLD_ID'],
    ['a class and its method', 'class Door { worlds(): void {} }', 'worlds'],
    ['a parameter', 'const open = (world: string): string => world;', 'world'],
    ['a property of an interface', 'interface Parts { readonly world: string }', 'world'],
    ['a name that is bound by destructuring', 'const { world } = parts;', 'world'],
    ['a beginning of a word', 'const refusedNames = [];', 'refusedNames'],
  ])('names %s that is barred, with its line and the term for it', (_what, text, name) => {
    const line = text.split('\n').findIndex((each) => each.includes(name)) + 1;
    expect(problemsOf(text)).toEqual([expect.stringMatching(`^packages/core/src/file\\.ts:${line} ${name} → .+$`)]);
  });

  it('lets good names, names of others and comments be', () => {
    expect(
      problemsOf("import { openWorld } from 'elsewhere';\n// the world\nconst text = 'world'; openWorld();"),
    ).toEqual([]);
    expect(problemsOf('const worldly = 1; const environment = 2;')).toEqual([]);
  });

  it('bars a name in one folder that is a good one elsewhere', () => {
    const text = 'const seed = 1;';
    expect(problemsOf(text, 'packages/environment/src/settings.ts')).toHaveLength(1);
    expect(problemsOf(text, 'packages/environment/src/ids.ts')).toEqual([]);
  });

  it('bars names of files', () => {
    expect(problemsOf('', 'packages/core/src/places.ts')).toEqual([
      expect.stringMatching(/^packages\/core\/src\/places\.ts places\.ts → .+$/),
    ]);
  });

  it('allows a name in its file or folder, and tells where one is allowed that stands nowhere', () => {
    const source = { path: 'packages/core/src/file.ts', text: 'const world = 1;' };
    const allowed = (path: string) => [{ name: 'world', path, why: 'a test' }];
    expect(nameProblems([source], allowed('packages/core/src/file.ts'))).toEqual([]);
    expect(nameProblems([source], allowed('packages/core/src/'))).toEqual([]);
    expect(nameProblems([source], allowed('packages/seeds/'))).toEqual([
      expect.stringContaining('file.ts:1 world'),
      expect.stringContaining('allows world in packages/seeds/'),
    ]);
  });
});
