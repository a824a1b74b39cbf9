/** Node's own clients: every URL twice by each of them. Prints `<client> <url> <status or error>`. */
const http = require('node:http');
const https = require('node:https');

const agents = { 'no agent': false, 'kept alive': true, 'closed each time': null };

function ask(url, agent) {
  const client = url.startsWith('https:') ? https : http;
  return new Promise((resolve) => {
    client
      .get(url, { agent, timeout: 10_000 }, (answer) => {
        answer.on('data', () => undefined).on('end', () => resolve(answer.statusCode));
      })
      .on('timeout', () => resolve('hangs'))
      .on('error', () => resolve('error'));
  });
}

async function main(urls) {
  for (const url of urls) {
    const { Agent } = url.startsWith('https:') ? https : http;
    for (const [name, kept] of Object.entries(agents)) {
      const agent = kept === false ? undefined : new Agent({ keepAlive: kept === true });
      for (let turn = 0; turn < 2; turn += 1) console.log(name, '|', url, '|', await ask(url, agent));
    }
    for (let turn = 0; turn < 2; turn += 1)
      console.log(
        'fetch |',
        url,
        '|',
        await fetch(url).then(
          ({ status }) => status,
          () => 'error',
        ),
      );
  }
  process.exit(0);
}

void main(process.argv.slice(2));
