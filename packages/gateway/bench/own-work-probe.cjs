/**
 * Loaded before a gateway (`node --require`): measures what is done from the head of a request to its answer, without
 * what Node does to write that. A message sets what is measured, `time` or `bytes`, and is answered with the sum since
 * the last one and the number of requests. A read is answered within one turn of the event loop, so nothing comes
 * between.
 */
const { Server, ServerResponse } = require('node:http');
const { getHeapStatistics } = require('node:v8');

const READS = { time: () => performance.now() * 1_000, bytes: () => getHeapStatistics().used_heap_size };

/** What reading takes itself, by what is read. */
let own = 0;
let read = READS.time;
let sum = 0;
let count = 0;
let written = 0;

function measured(prototype, name, note) {
  const call = prototype[name];
  prototype[name] = function (...args) {
    if (name === 'emit' && args[0] !== 'request') return call.apply(this, args);
    const before = read();
    try {
      return call.apply(this, args);
    } finally {
      note(read() - before - own);
    }
  };
}

for (const name of ['writeHead', 'end']) {
  measured(ServerResponse.prototype, name, (taken) => {
    // Around each of them a request reads twice more.
    written += taken + 2 * own;
  });
}
measured(Server.prototype, 'emit', (taken) => {
  // A collection within a request makes the heap smaller: such a request tells nothing.
  if (taken > 0) {
    sum += taken - written;
    count += 1;
  }
  written = 0;
});

process.on('message', (message) => {
  if (!Object.hasOwn(READS, message)) return;
  process.send({ sum, count });
  read = READS[message];
  own = Math.min(...Array.from({ length: 1_000 }, () => -read() + read()).filter((taken) => taken >= 0));
  [sum, count, written] = [0, 0, 0];
});
