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

  it.each([
    ['py', 'def open_world(name):', 'open_world'],
    ['py', 'class World:', 'World'],
    ['py', '    world: str = "x"', 'world'],
    ['py', 'first, world = two()', 'world'],
    ['py', 'for world in all():', 'world'],
    ['py', 'def opened(name, world=None):', 'world'],
    ['py', 'with open() as world:', 'world'],
    ['go', 'func (d *Door) OpenWorld(t *testing.T) {', 'OpenWorld'],
    ['go', 'type World struct {', 'World'],
    ['go', '\tWorld string `json:"world"`', 'World'],
    ['go', '\tworld, err := open()', 'world'],
    ['go', 'func open(t *testing.T, world string) {', 'world'],
    ['java', 'public final class World {', 'World'],
    ['java', '    private final String world;', 'world'],
    ['java', '    static Map<String, Object> worldOf(String name) {', 'worldOf'],
    ['java', '    void open(String name, int world) {', 'world'],
    ['java', '        var world = open();', 'world'],
  ])('names what is declared in .%s by %s', (language, text, name) => {
    const path = `clients/file.${language}`;
    expect(problemsOf(text, path)).toEqual([expect.stringMatching(`^clients/file\\.${language}:1 ${name} → .+$`)]);
  });

  it('lets calls, texts, comments and imports of other languages be', () => {
    expect(problemsOf('from world import x\nprint("world = 1")  # world = 1\nif world == 2: pass', 'a.py')).toEqual([]);
    expect(problemsOf('import "world"\n// world := 1\nfmt.Println(world, "world := 1")', 'a.go')).toEqual([]);
    expect(problemsOf('import a.world;\nreturn world;\nopen(world, "String world;");', 'A.java')).toEqual([]);
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
