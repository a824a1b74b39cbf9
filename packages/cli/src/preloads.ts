/**
 * What Node loads before a program: agents of `node:http` and `node:https` open their connections through the proxy,
 * where the program gave them an agent of its own or told its client to use no proxy; and so does `fetch` of Nodes
 * that know no NODE_USE_ENV_PROXY for it (before 22.21 and 24.5). Hosts of this machine, and those in NO_PROXY, are
 * left alone.
 */
export const NODE_PRELOAD = `'use strict';
const { URL } = require('node:url');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

const proxy = new URL(process.env.HTTPS_PROXY || 'http://127.0.0.1:1');
const direct = (process.env.NO_PROXY || '').split(',').map((name) => name.trim().replace(/^\\./, '')).filter(Boolean);
const isDirect = (host) =>
  host === proxy.hostname || direct.some((name) => host === name || host.endsWith('.' + name));
const hostOf = (name) => String(name || 'localhost').replace(/^\\[|\\]$/g, '');

for (const [Agent, isSecure] of [[http.Agent, false], [https.Agent, true]]) {
  const connect = Agent.prototype.createConnection;
  Agent.prototype.createConnection = function (options, done) {
    const host = hostOf(options.host);
    if (options.socketPath || isDirect(host) || typeof done !== 'function') return connect.apply(this, arguments);
    open(host, options.port, isSecure && options, done);
  };
}

// The dispatcher of the built-in fetch is reached by this symbol alone; one of the undici package takes it over.
const DISPATCHER = Symbol.for('undici.globalDispatcher.1');
if (globalThis.fetch && !hasEnvironmentProxy()) {
  void globalThis.Headers;
  const { constructor: Agent } = globalThis[DISPATCHER] || {};
  if (Agent) globalThis[DISPATCHER] = new Agent({ connect: connectForFetch });
}

function hasEnvironmentProxy() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > 24 || (major === 24 && minor >= 5) || (major === 22 && minor >= 21);
}

function connectForFetch({ hostname, port, protocol, servername }, done) {
  const host = hostOf(hostname);
  const isSecure = protocol === 'https:';
  if (!isDirect(host)) return open(host, port, isSecure && { servername, ALPNProtocols: ['http/1.1'] }, done);
  const socket = net.connect({ host, port: port || (isSecure ? 443 : 80) });
  settle(socket, 'connect', (error) => {
    if (error || !isSecure) return done(error, socket);
    secure(socket, host, { servername, ALPNProtocols: ['http/1.1'] }, done);
  });
}

/** @param options of TLS; false for none */
function open(host, port, options, done) {
  tunnel(host + ':' + (port || (options ? 443 : 80)), (error, socket) => {
    if (error || !options) return done(error, socket);
    secure(socket, host, options, done);
  });
}

function secure(socket, host, options, done) {
  const servername = net.isIP(host) ? undefined : host;
  const given = { ...options, host: undefined, port: undefined, path: undefined, socket };
  const secured = tls.connect({ ...given, servername: options.servername || servername });
  settle(secured, 'secureConnect', (error) => done(error, secured));
}

/** Tells once whether the event or an error came first. */
function settle(socket, event, tell) {
  const onEvent = () => { socket.removeListener('error', onError); tell(null); };
  const onError = (error) => { socket.removeListener(event, onEvent); tell(error); };
  socket.once(event, onEvent).once('error', onError);
}

function tunnel(target, done) {
  const socket = net.connect({ host: proxy.hostname, port: Number(proxy.port) });
  const fail = (error) => { socket.destroy(); done(error); };
  let head = Buffer.alloc(0);
  // Read so, rather than by 'data' events, the socket begins to flow for whoever listens next.
  const onReadable = () => {
    for (let chunk = socket.read(); chunk !== null; chunk = socket.read()) head = Buffer.concat([head, chunk]);
    const end = head.indexOf('\\r\\n\\r\\n');
    if (end === -1) return;
    socket.removeListener('readable', onReadable).removeListener('error', fail).removeListener('end', onEnd);
    const rest = head.subarray(end + 4);
    if (!/^HTTP\\/1\\.1 200 /.test(head.toString('latin1')))
      return fail(new Error('the proxy rejects ' + target + ': ' + rest.toString().trim()));
    if (rest.length > 0) socket.unshift(rest);
    done(null, socket);
  };
  const onEnd = () => fail(new Error('the proxy hung up'));
  socket.on('readable', onReadable).once('error', fail).once('end', onEnd);
  socket.write('CONNECT ' + target + ' HTTP/1.1\\r\\nHost: ' + target + '\\r\\n\\r\\n');
}
`;

/**
 * What Python imports when it starts: `certifi`, whose bundle some clients insist on whatever the environment says,
 * names the bundle of `REQUESTS_CA_BUNDLE`. A `sitecustomize` of the program's own is run too.
 */
export const PYTHON_PRELOAD = `import importlib.abc
import importlib.util
import os
import sys


class _Certifi(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, path=None, target=None):
        if name != "certifi":
            return None
        sys.meta_path.remove(self)
        spec = importlib.util.find_spec(name)
        if spec is not None and spec.loader is not None:
            self._loader, spec.loader = spec.loader, self
        return spec

    def create_module(self, spec):
        return self._loader.create_module(spec)

    def exec_module(self, module):
        self._loader.exec_module(module)
        module.where = lambda: os.environ["REQUESTS_CA_BUNDLE"]


if os.environ.get("REQUESTS_CA_BUNDLE"):
    sys.meta_path.insert(0, _Certifi())

_here = os.path.dirname(os.path.abspath(__file__))
sys.path[:] = [entry for entry in sys.path if os.path.abspath(entry or ".") != _here]
_own = sys.modules.pop("sitecustomize", None)
try:
    import sitecustomize
except ImportError:
    sys.modules["sitecustomize"] = _own
`;
