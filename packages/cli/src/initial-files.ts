import { describeType, type SettingDefinition, SETTINGS } from '@dragoman/gateway/command-line';

/** As wide as a comment becomes. */
const WIDTH = 100;

/** The files that `dragoman init` writes, by name. */
export function initialFiles(): Readonly<Record<string, string>> {
  return { 'dragoman.yaml': settingsFile(), 'seeds.yaml': SEEDS };
}

/** Every setting with its default, commented out, but for the one that names the seeds. */
function settingsFile(): string {
  const head = comment(
    'Settings of Dragoman. `dragoman start` reads this file in the directory that it is started in; a DRAGOMAN_* ' +
      'variable beats it, a flag beats both. Take the # off a line, and off the lines of the maps that it stands in.',
    '',
  );
  let before: readonly string[] = [];
  const blocks = SETTINGS.map((setting) => {
    const lines = [...mapLines(setting, before), ...settingLines(setting)];
    before = setting.path;
    return lines.join('\n');
  });
  return `${[...head, '', blocks.join('\n\n')].join('\n')}\n`;
}

/** The maps that a setting stands in, as far as the setting before stands in others. */
function mapLines({ path }: SettingDefinition, before: readonly string[]): string[] {
  const maps = path.slice(0, -1);
  const shared = maps.findIndex((name, depth) => name !== before[depth] || depth >= before.length - 1);
  const from = shared === -1 ? maps.length : shared;
  return maps.slice(from).map((name, at) => `#${'  '.repeat(from + at)}${name}:`);
}

function settingLines({ key, path, schema }: SettingDefinition): string[] {
  const indent = '  '.repeat(path.length - 1);
  const name = path.at(-1) ?? '';
  const value: unknown = schema['default'];
  const meaning = comment(`${sentence(String(schema['description']))} Give ${describeType(schema).en}.`, indent);
  if (key === 'seed_file') return [...meaning, `${name}: seeds.yaml`];
  return [...meaning, value === undefined ? `# ${indent}${name}: …` : `#${indent}${name}: ${JSON.stringify(value)}`];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}${text.endsWith('.') ? '' : '.'}`;
}

function comment(text: string, indent: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + word.length + 1 > WIDTH) lines.push(`# ${indent}${word}`);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const SEEDS = `# What a gateway begins with. Each entry is made once; docs/seeding.md explains every field.
# Apply it to a gateway that runs with: dragoman seeds apply seeds.yaml

secrets:
  - name: example-database
    description: a value that every door reads
    value: change-me
    tags: { env: dev }

  - name: example-rotated
    versions:
      - { value: the-one-before, created: -30d }
      - { value: the-current-one, created: -1d }

credentials:
  - name: example-deploy-account
    username: deploy
    password: change-me

# Callers beside the documented development identity:
# identities:
#   - id: ci
#     access_keys:
#       - { id: CIKEY000000000000001, secret: change-me-to-a-longer-secret }

# Addresses that share a vault: what one writes, the others read.
# vaults:
#   team: [huawei:0123456789abcdef0123456789abcdef, aliyun:1000000000000001/cn-beijing, bk:biz/7]
`;
