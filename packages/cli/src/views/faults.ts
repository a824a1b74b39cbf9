import { type Column, renderTable } from '../output/table.ts';
import type { AnswerOf, View } from './view.ts';

type Standing = AnswerOf<'faults', 'list'>['rules'][number];
type Rule = Standing['rule'];
type Step = NonNullable<Rule['fault']>;

const STATE_STYLES = { armed: 'green', spent: 'dim', expired: 'dim' } as const;

const COLUMNS: readonly Column<Standing & { readonly at: number }>[] = [
  { title: '#', text: ({ at }) => at, align: 'right' },
  { title: 'NAME', text: ({ rule }) => rule.name ?? null, minWidth: 10 },
  { title: 'REQUESTS', text: ({ rule }) => matchText(rule.match), minWidth: 10 },
  { title: 'FAULT', text: ({ rule }) => faultText(rule), style: () => 'bold', minWidth: 10 },
  { title: 'STATE', text: ({ state }) => state, style: ({ state }) => STATE_STYLES[state] },
  { title: 'HITS', text: ({ hits }) => hits, align: 'right' },
  { title: 'LEFT', text: ({ remaining }) => remaining ?? '∞', align: 'right' },
];

/** The rules in the order in which they are asked. */
export const faultsView: View<{ readonly rules: readonly Standing[] }> = ({ rules }, { terminal, wide }) =>
  rules.length === 0
    ? 'no rules: nothing is injected\n'
    : renderTable(
        COLUMNS,
        rules.map((rule, at) => ({ ...rule, at: at + 1 })),
        terminal,
        wide,
      );

type Preset = AnswerOf<'faults', 'presets'>['presets'][number];

const PRESET_COLUMNS: readonly Column<Preset>[] = [
  { title: 'NAME', text: ({ name }) => name, style: () => 'bold' },
  { title: 'WHAT HAPPENS', text: ({ summary }) => summary, minWidth: 20, wraps: true },
  { title: 'FAULT', text: ({ rule }) => faultText(rule), isWide: true },
];

/** Ready-made rules, and how to add one. */
export const presetsView: View<AnswerOf<'faults', 'presets'>> = async ({ presets }, { terminal, wide }) =>
  (await renderTable(PRESET_COLUMNS, presets, terminal, wide)) +
  terminal.paint('dim', 'add one with: dragoman faults preset <name>') +
  '\n';

function matchText(match: Rule['match'] = {}): string {
  const parts = [
    match.door,
    match.operation,
    match.resource === undefined ? undefined : `of ${match.resource}`,
    match.identity === undefined ? undefined : `by ${match.identity}`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? 'all' : parts.join(' ');
}

function faultText({ fault, script, times }: Rule): string {
  const text = script === undefined ? stepText(fault ?? 'pass') : runsOf(script.map(stepText)).join(', ');
  return times === undefined ? text : `${text} (${times} ×)`;
}

/** Equal steps one after the other are told as one with their count. */
function runsOf(steps: readonly string[]): string[] {
  const runs: { text: string; count: number }[] = [];
  for (const text of steps) {
    const last = runs.at(-1);
    if (last?.text === text) last.count += 1;
    else runs.push({ text, count: 1 });
  }
  return runs.map(({ text, count }) => (count === 1 ? text : `${count} × ${text}`));
}

function stepText(step: Step): string {
  if (typeof step === 'string') return step;
  const parts = [
    step.latency_ms === undefined ? undefined : `wait ${step.latency_ms} ms`,
    step.error,
    step.throttle === undefined ? undefined : 'throttle',
    step.reset === undefined ? undefined : `reset ${step.reset}`,
    step.truncate_bytes === undefined ? undefined : `close after ${step.truncate_bytes} B`,
    step.slow_bytes_per_second === undefined ? undefined : `${step.slow_bytes_per_second} B/s`,
  ];
  return parts.filter((part) => part !== undefined).join(', then ');
}
