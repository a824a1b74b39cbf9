/** Puts versions of the secret `shared`, all at once, and ends. Arguments: database file, how many. */
import { openSqliteStore } from '../../src/index.ts';
import { putMany, servicesOver } from '../support.ts';

const [file = '', count = ''] = process.argv.slice(2);
const store = openSqliteStore({ file });
await putMany([servicesOver(store)], Number(count));
await store.close();
