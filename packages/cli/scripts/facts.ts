/**
 * `npm run facts`: holds the catalogue of facts to what the tests did. Every fact has a witness; each witness ran,
 * passed and exercised what its fact speaks of; every served operation and every error of the tables has a fact with a
 * witness, and whatever was answered in a test is stated. Run the tests before; a conformance suite that did not run is
 * named and its witnesses are not asked.
 */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { GRADES, gradesOf, loadCatalogue } from '@dragoman/facts';

import { allDoors } from './docs/doors.ts';
import { checkAnswers, checkCoverage } from './facts/check-coverage.ts';
import { checkWitnesses } from './facts/check-witnesses.ts';
import { readEvidence } from './facts/evidence.ts';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));

const catalogue = await loadCatalogue();
const evidence = readEvidence(join(ROOT, '.cache', 'exercised'));
const { problems: ofWitnesses, leftOut } = evidence.hasRun('jest')
  ? checkWitnesses(catalogue.facts, evidence)
  : { problems: ['no tests ran: `npm test` keeps what they exercise'], leftOut: new Set<string>() };
const doors = await allDoors();
const problems = [...checkCoverage(doors, catalogue), ...checkAnswers(doors, catalogue, evidence), ...ofWitnesses];

for (const suite of leftOut) say(`!!! LEFT OUT: witnesses in conformance/${suite}, which did not run`);
for (const problem of problems) say(problem);
for (const grade of GRADES) {
  const count = catalogue.facts.filter((fact) => gradesOf(fact).includes(grade)).length;
  say(`${grade.padEnd(18)} ${count} facts`);
}
say(`${catalogue.facts.length} facts, ${problems.length} problems`);
if (problems.length > 0) process.exitCode = 1;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
