import type { Verdict } from '../../model/verdict.ts';

/** What a rule says of itself, for people. */
export interface RuleText {
  readonly why: string;
  readonly propose: string;
}

/** Every sentence of a report, in one language. */
export interface Messages {
  /** As `lang` of HTML has it. */
  readonly tag: string;
  readonly title: string;
  readonly verdicts: Readonly<Record<Verdict, string>>;
  readonly actions: Readonly<Record<'create' | 'skip' | 'add-version', string>>;
  readonly headline: (parts: {
    readonly count: number;
    readonly source: string;
    readonly target: string;
    readonly totals: Readonly<Record<Verdict, number>>;
    readonly maxLoss: Verdict;
    readonly isOpen: boolean;
  }) => string;
  readonly notes: {
    readonly estimate: (calls: number, seconds: number) => string;
    readonly unread: (count: number) => string;
    readonly valuesRequired: string;
    readonly incomplete: (count: number, service: string) => string;
    readonly waived: (count: number) => string;
  };
  readonly settles: (count: number) => string;
  readonly sections: Readonly<Record<'secrets' | 'proposals' | 'always' | 'checklist' | 'basis', string>>;
  readonly columns: Readonly<
    Record<'name' | 'target' | 'action' | 'verdict' | 'rules' | 'rule' | 'secrets' | 'why' | 'propose' | 'page', string>
  >;
  readonly basis: {
    readonly madeAt: (time: string) => string;
    readonly rules: (date: string) => string;
    readonly limits: (limits: string) => string;
    readonly checksum: (checksum: string) => string;
  };
  /** What must hold before readers are switched over. */
  readonly checklist: readonly string[];
  /** By aspect; `null` where the catalogue's own words are used. */
  readonly ruleText: (aspect: string, direction: string) => RuleText | null;
}
