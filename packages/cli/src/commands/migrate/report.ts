import { basename } from 'node:path';

import { systemClock } from '@dragoman/environment';
import type { Language, PlanFile } from '@dragoman/migrate';
import { Command, Option } from 'commander';

import { gatewayClient } from '../../gateway-client.ts';
import { announce, connectionFrom } from '../connection-options.ts';
import { textOf } from './input-file.ts';
import { migrateModule } from './migrate-module.ts';
import { printPlan } from './print-plan.ts';
import { SOURCES_HELP, type SourceFlags, withSourceOptions } from './source-options.ts';
import { isWritten, WRITTEN_FORMATS, writtenOf } from './written-formats.ts';

const REPORTS = ['text', 'markdown', 'html', 'junit', 'sarif'] as const;
const FORMATS = ['table', 'json', ...REPORTS, ...WRITTEN_FORMATS] as const;

interface ReportFlags extends Omit<SourceFlags, 'as' | 'withValues'> {
  readonly format: (typeof FORMATS)[number];
  readonly lang: Language;
  readonly progress?: string;
  readonly open?: true;
}

/** `dragoman migrate report` */
export function reportCommand(): Command {
  const command = new Command('report')
    .description('what a plan says, for people, CI servers and code hosts; or its calls for other tools')
    .argument('<plan>', 'the file that plan --out wrote')
    .argument('[sources...]', `of terraform, shell and load: ${SOURCES_HELP}`)
    .addOption(new Option('--format <format>', 'how it is printed').choices(FORMATS).default('table'))
    .addOption(new Option('--lang <language>', 'of text, markdown and html').choices(['en', 'zh']).default('en'))
    .option('--progress <file>', 'what apply noted, where it is not beside the plan; it has the ids of terraform')
    .option('--open', 'open it in the gateway that runs, for whoever shows it')
    .option('--json', 'the same as --format json');
  return withSourceOptions(command).action(async (path: string, sources: readonly string[], flags: ReportFlags) => {
    const { readPlan } = await migrateModule();
    const plan = readPlan(textOf(path), path);
    if (flags.open === true) return openInGateway(plan, path, flags);
    const format = flags.json === true ? 'json' : flags.format;
    if (format === 'table' || format === 'json') await printPlan(plan, format);
    else if (isWritten(format)) process.stdout.write(await writtenOf({ path, plan, sources, flags }, format));
    else process.stdout.write(await rendered(plan, format, flags.lang));
  });
}

/** Gives the gateway what it needs to show a plan: names, rules and reports. */
async function openInGateway(plan: PlanFile, path: string, flags: ReportFlags): Promise<void> {
  const { openedMigration } = await migrateModule();
  const gateway = await connectionFrom(flags);
  const { url, token } = gateway;
  const control = gatewayClient({ url, token, sandbox: flags.sandbox });
  await control.migration.open(openedMigration(plan, basename(path), systemClock.now()));
  announce(gateway);
}

async function rendered(plan: PlanFile, format: (typeof REPORTS)[number], language: Language): Promise<string> {
  const { checkGate, htmlOf, junitOf, markdownOf, reportOf, sarifOf, textOf: plainOf } = await migrateModule();
  const gate = checkGate(plan, systemClock.now());
  switch (format) {
    case 'text':
      return plainOf(reportOf(plan, gate, language));
    case 'markdown':
      return markdownOf(reportOf(plan, gate, language));
    case 'html':
      return htmlOf(reportOf(plan, gate, language));
    case 'junit':
      return junitOf(plan, gate);
    case 'sarif':
      return sarifOf(plan, gate);
  }
}
