import { type Json, type Secret, labelFromName, labelsOf, nameOfLabel } from '@dragoman/core';
import { InvalidInputError } from '@dragoman/protocol-kit';

import { HELP } from '../messages/operations.ts';
import { LABEL_NAMES } from '../names.ts';
import { characters } from '../wire/fields.ts';
import { isJson, isList, isObject, parseJson } from '../wire/json.ts';

const MAX_STAGE_CHARACTERS = 64;

/**
 * Reads VersionStages: `["a","b"]` as documented, `{"VersionStage":["a","b"]}` as an old sample has it, or one bare
 * stage. `null` when it names none, which means the default. @throws InvalidInput
 */
export function stagesFromWire(text: string | undefined): string[] | null {
  if (text === undefined) return null;
  const stages = listed(text).map((stage) => {
    if (typeof stage !== 'string' || stage === '' || characters(stage) > MAX_STAGE_CHARACTERS) throw invalidStages();
    return labelFromName(stage, LABEL_NAMES);
  });
  return stages.length === 0 ? null : [...new Set(stages)];
}

/** The stages on a version, under their names here. */
export function stagesToWire(secret: Secret, versionId: string) {
  return { VersionStage: labelsOf(secret, versionId).map((label) => nameOfLabel(label, LABEL_NAMES)) };
}

function listed(text: string): readonly Json[] {
  if (!/^\s*[[{]/.test(text) && !isJson(text)) return [text];
  const parsed = parseJson('VersionStages', text);
  const stages = isObject(parsed) ? parsed['VersionStage'] : parsed;
  if (!isList(stages)) throw invalidStages();
  return stages;
}

function invalidStages(): InvalidInputError {
  return new InvalidInputError('VersionStages', 'format', HELP.versionStages({ limit: MAX_STAGE_CHARACTERS }));
}
