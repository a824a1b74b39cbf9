/** Calls 127.0.0.1 under another name: node by-name.mjs <name> <port> */
import { get } from 'node:https';

const [name, port] = process.argv.slice(2);
const lookup = (_host, options, answer) =>
  options.all ? answer(null, [{ address: '127.0.0.1', family: 4 }]) : answer(null, '127.0.0.1', 4);
get({ host: name, port, path: '/_dragoman/health', lookup }, (response) => response.pipe(process.stdout));
