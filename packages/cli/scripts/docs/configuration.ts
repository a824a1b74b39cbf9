import { type SettingDefinition, SETTINGS } from '@dragoman/gateway/command-line';
import type { TSchema } from '@sinclair/typebox';

import type { Language } from './languages.ts';
import { typeText } from './types.ts';

const INTRODUCTION = [
  "Generated from the settings' schema by `npm run docs`; CI fails when it is stale.",
  'Every setting is a key of `dragoman.yaml`, a `DRAGOMAN_*` variable and a flag of `dragoman ' +
    'start`; a flag beats a variable, a variable beats the file. The file is `dragoman.yaml` in ' +
    'the working directory, or what `--config` or `DRAGOMAN_CONFIG` names. An unknown name, or a ' +
    'value that does not fit, stops the start and says what would be right.',
  'As a flag or a variable a list is written with commas (`a,b`) or as JSON, a map as JSON; a ' +
    'flag that is on or off may be given without a value.',
];

const EXAMPLE = `port: 4600
data_dir: .dragoman
auth:
  mode: strict
log:
  requests: all
vaults:
  default: ['huawei:d7a60a00000000000000000000000001', 'aliyun:1000000000000001/cn-hangzhou', 'bk:biz/2']
doors:
  huawei:
    throttle: true`;

const ROOT_KEY =
  'The root key that seals everything is no setting. It comes from the variable ' +
  '`DRAGOMAN_ROOT_KEY` (32 bytes, as 64 hexadecimal digits or base64) or from `root.key` in the ' +
  'data directory, which is made on first start for its owner alone.';

/** The settings by what they are about, in the schema's order. */
const SECTIONS: Readonly<Record<string, string>> = {
  '': 'General',
  'doors.huawei': 'The Huawei Cloud door',
  'doors.aliyun': 'The Alibaba Cloud door',
  'doors.bk': 'The BlueKing door',
};

/** Every setting: names, values, default, meaning. */
export function configurationPage({ say }: Language): string {
  const sections = Map.groupBy(SETTINGS, sectionOf);
  return [
    `# ${say('Configuration')}`,
    '',
    ...INTRODUCTION.flatMap((text) => [say(text), '']),
    '```yaml',
    EXAMPLE,
    '```',
    '',
    say(ROOT_KEY),
    '',
    ...[...sections].flatMap(([section, leaves]) => [
      `## ${section in SECTIONS ? say(SECTIONS[section] ?? '') : `\`${section}\``}`,
      '',
      ...leaves.flatMap((setting) => entryOf(setting, say)),
    ]),
  ].join('\n');
}

function sectionOf({ path }: SettingDefinition): string {
  return path.slice(0, -1).join('.');
}

function entryOf({ key, flag, variable, schema }: SettingDefinition, say: Language['say']): string[] {
  const values = `\`${typeText(schema, () => null)}\`${patternOf(schema)}`;
  const standard = schema['default'] === undefined ? say('none') : `\`${JSON.stringify(schema['default'])}\``;
  return [
    `### \`${key}\``,
    '',
    `\`--${flag}\` · \`${variable}\` · ${values} · ${say('default')} ${standard}`,
    '',
    linked(say(sentence(String(schema['description'])))),
    '',
  ];
}

/** What a text must look like, or each of a list or map of them. */
function patternOf(schema: TSchema): string {
  const each = (schema['items'] ?? Object.values((schema['patternProperties'] ?? {}) as object)[0]) as
    TSchema | undefined;
  const pattern: unknown = schema['pattern'] ?? each?.['pattern'];
  return typeof pattern === 'string' ? ` \`/${pattern}/\`` : '';
}

/** Pages that a text names, as links to them from beside them. */
function linked(text: string): string {
  return text.replace(/docs\/(?:zh\/)?([\w-]+\.md)/g, '[$&]($1)');
}

/** Descriptions are in lists of flags too, so most begin small and end without a full stop. */
function sentence(text: string): string {
  const begun = text.charAt(0).toUpperCase() + text.slice(1);
  return begun.endsWith('.') ? begun : `${begun}.`;
}
