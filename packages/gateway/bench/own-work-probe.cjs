/**
 * Loaded before a gateway (`node --require`): measures what is done from the head of a request to its answer, without
 * what Node does to write that. A message sets what is measured, `time` or `bytes`, and is answered with the median of
 * the requests since the last one, which leaves out those in which something else came between: a collection, or
 * another program.
 */
const { Server, ServerResponse } = require('node:http');
const { getHeapStatistics } = require('node:v8');

const READS = { time: () => performance.now() * 1_000, bytes: () => getHeapStatistics().used_heap_size };

/** What measuring takes itself: what it says of a function that does nothing. */
let own = 0;
let read = READS.time;
let written = 0;
const requests = [];

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
  if (taken > 0) requests.push(taken - written);
  written = 0;
});

const ownTakes = [];
const nothing = { done() {} };
measured(nothing, 'done', (taken) => ownTakes.push(taken));

function middleOf(values) {
  return values.sort((left, right) => left - right)[values.length >> 1] ?? 0;
}

process.on('message', (message) => {
  if (!Object.hasOwn(READS, message)) return;
  process.send(middleOf(requests));
  read = READS[message];
  own = 0;
  ownTakes.length = 0;
  for (let count = 0; count < 2_000; count += 1) nothing.done();
  own = middleOf(ownTakes);
  requests.length = 0;
  written = 0;
});
