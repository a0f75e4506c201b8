// What `node:tls` is inside an engine process: only over a connection that the guard has made.
import tls from 'node:tls';

export * from 'node:tls';

export function connect(options: tls.ConnectionOptions, onSecure?: () => void): tls.TLSSocket {
  if (options.socket !== undefined) return tls.connect(options, onSecure);
  throw new Error('TLS goes over a connection of the guard (dial.ts).');
}

export default { ...tls, connect };
