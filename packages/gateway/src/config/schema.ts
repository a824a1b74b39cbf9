import { controlSettings } from '@dragoman/control/server';
import { environmentSettings } from '@dragoman/environment';
import { journalSettings } from '@dragoman/journal';
import { seedSettings } from '@dragoman/seeds';
import { serverSettings } from '@dragoman/server';
import { type Static, Type } from '@sinclair/typebox';

import { stateSettings } from './state-settings.ts';

/**
 * Every setting, once, each from the part of the gateway that goes by it: a key of `dragoman.yaml`, a flag and an
 * environment variable, in this order of growing weight. A flag is the key's path joined with dashes, a variable the
 * same with underscores after `DRAGOMAN_`; `name` replaces the path where a shorter one is kinder.
 */
export const settingsSchema = Type.Object({
  port: serverSettings.port,
  host: serverSettings.host,
  advertise_url: serverSettings.advertise_url,
  data_dir: stateSettings.data_dir,
  memory: stateSettings.memory,
  state: stateSettings.state,
  store: stateSettings.store,
  json: Type.Boolean({
    default: false,
    description: 'print one line of JSON on stdout when ready, and nothing else there',
  }),
  random_seed: environmentSettings.random_seed,
  seed_data: seedSettings.seed_data,
  seed_file: seedSettings.seed_file,
  ready: Type.Object({
    dir: Type.Optional(
      Type.String({
        minLength: 1,
        description:
          'directory of programs that run one after the other, by name, once requests are served; the ' +
          'gateway is ready when they are done, and stops when one fails',
      }),
    ),
    timeout_seconds: Type.Integer({
      minimum: 1,
      maximum: 3_600,
      default: 60,
      description: 'how long each program of ready.dir may take',
    }),
  }),
  clock: environmentSettings.clock,
  auth: environmentSettings.auth,
  permissions: environmentSettings.permissions,
  control: controlSettings.control,
  console: controlSettings.console,
  log: Type.Object({
    requests: Type.Union([Type.Literal('none'), Type.Literal('rejected'), Type.Literal('all')], {
      default: 'rejected',
      description: 'which requests get a line on stderr; internal errors always do',
    }),
    format: Type.Union([Type.Literal('text'), Type.Literal('json')], {
      default: 'text',
      description: 'how lines on stderr are written: for people, or a JSON object each',
    }),
    level: Type.Union([Type.Literal('info'), Type.Literal('debug')], {
      default: 'info',
      description:
        'how much a line on stderr says of what the machine is to blame for, such as a full disk: what is wrong and ' +
        'what helps, or with debug the whole error and its stack',
    }),
  }),
  journal: journalSettings.journal,
  tls: serverSettings.tls,
  proxy: serverSettings.proxy,
  sandboxes: environmentSettings.sandboxes,
  vaults: environmentSettings.vaults,
  rotation: environmentSettings.rotation,
  doors: environmentSettings.doors,
});

/** The settings of one gateway, complete. */
export type Settings = Static<typeof settingsSchema>;
