/**
 * Reads a secret many times, one after the other, and writes how long one read takes in the median, in milliseconds.
 *
 * Usage: timed.mjs <endpoint> <file>. Under a fault it does nothing: what is timed is the run without any.
 */
import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const load = createRequire(new URL('../../../packages/gateway/package.json', import.meta.url));
const Core = load('@alicloud/pop-core');
const [endpoint, file] = process.argv.slice(2);
const READS = 300;
const { env } = process;

const client = new Core({
  accessKeyId: env.ALIBABA_CLOUD_ACCESS_KEY_ID,
  accessKeySecret: env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
  endpoint,
  apiVersion: '2016-01-20',
});
const read = () => client.request('GetSecretValue', { SecretName: 'db' }, { method: 'POST' });

if (env.DRAGOMAN_REHEARSAL_CASE !== undefined) await read();
else {
  const times = [];
  for (let count = 0; count < READS; count += 1) {
    const begun = performance.now();
    await read();
    times.push(performance.now() - begun);
  }
  times.sort((left, right) => left - right);
  writeFileSync(file, String(times[READS / 2]));
}
