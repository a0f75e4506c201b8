import { Agent } from 'undici';
import { asError } from './as-error.ts';
import { dial } from './dial.ts';

/** Every HTTP request of an engine process goes through this: each of its connections begins at the door. */
export const dispatcher = new Agent({
  connect({ protocol, hostname, port, servername }, callback) {
    const isSecure = protocol === 'https:';
    const tls = isSecure ? { servername: servername ?? undefined, ALPNProtocols: ['http/1.1'] } : undefined;
    dial({ host: hostname, port: Number(port) || (isSecure ? 443 : 80), tls }).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(asError(error), null),
    );
  },
});
