/** The whole suite, one test after the other. */
const isTraced = process.argv.includes('--traced');

await import('./flips.test.ts');
await import('./flips-beside.test.ts');
if (isTraced) {
  await import('./power-cuts.test.ts');
  await import('./disk-calls.test.ts');
}
