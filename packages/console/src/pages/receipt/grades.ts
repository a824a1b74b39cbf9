import type { ControlClient } from '@dragoman/control/client';

import type { Tone } from '../../parts/badge.tsx';

export type Receipt = Awaited<ReturnType<ControlClient['receipt']['get']>>;
export type UsedItem = Receipt['used'][number];

/** How a fact is known, the strongest first, as the control API names it. */
export const GRADES = [
  'live-capture',
  'official-sdk-seen',
  'upstream-suite',
  'vendor-vector',
  'vendor-source',
  'vendor-document',
  'inferred',
] as const;
export type Grade = (typeof GRADES)[number];

export const gradeOf = (text: string | null | undefined): Grade | null =>
  GRADES.find((grade) => grade === text) ?? null;

export const gradeWord = <Known extends Grade>(grade: Known): `grade_${Known}` => `grade_${grade}`;

const TONES: Partial<Record<Grade, Tone>> = { 'live-capture': 'good', 'official-sdk-seen': 'good', inferred: 'warn' };

export const toneOf = (grade: Grade): Tone => TONES[grade] ?? 'info';
