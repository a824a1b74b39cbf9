/**
 * What Node loads before a program: agents of `node:http` and `node:https` open their connections through the proxy,
 * where the program gave them an agent of its own or told its client to use no proxy. Hosts of this machine, and those
 * in NO_PROXY, are left alone.
 */
export const NODE_PRELOAD = `'use strict';
const { URL } = require('node:url');
const http = require('node:http');
const https = require('node:https');
const net = require('node:net');
const tls = require('node:tls');

const proxy = new URL(process.env.HTTPS_PROXY || 'http://127.0.0.1:1');
const direct = (process.env.NO_PROXY || '').split(',').map((name) => name.trim().replace(/^\\./, '')).filter(Boolean);
const isDirect = (host) => direct.some((name) => host === name || host.endsWith('.' + name));

for (const [Agent, isSecure] of [[http.Agent, false], [https.Agent, true]]) {
  const connect = Agent.prototype.createConnection;
  Agent.prototype.createConnection = function (options, done) {
    const host = String(options.host || 'localhost').replace(/^\\[|\\]$/g, '');
    if (options.socketPath || isDirect(host) || typeof done !== 'function' || host === proxy.hostname)
      return connect.apply(this, arguments);
    tunnel(host + ':' + (options.port || (isSecure ? 443 : 80)), (error, socket) => {
      if (error) return done(error);
      if (!isSecure) return done(null, socket);
      const servername = net.isIP(host) ? undefined : host;
      const secure = tls.connect({
        servername, ...options, host: undefined, port: undefined, path: undefined, socket,
      });
      secure.once('error', done);
      secure.once('secureConnect', () => { secure.removeListener('error', done); done(null, secure); });
    });
  };
}

function tunnel(target, done) {
  const socket = net.connect({ host: proxy.hostname, port: Number(proxy.port) });
  const fail = (error) => { socket.destroy(); done(error); };
  let head = '';
  const onData = (chunk) => {
    head += chunk.toString('latin1');
    const end = head.indexOf('\\r\\n\\r\\n');
    if (end === -1) return;
    socket.removeListener('data', onData).removeListener('error', fail);
    if (!/^HTTP\\/1\\.1 200 /.test(head))
      return fail(new Error('the proxy refuses ' + target + ': ' + head.slice(end + 4).trim()));
    socket.pause();
    if (head.length > end + 4) socket.unshift(Buffer.from(head.slice(end + 4), 'latin1'));
    done(null, socket);
  };
  socket.on('data', onData).once('error', fail);
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
