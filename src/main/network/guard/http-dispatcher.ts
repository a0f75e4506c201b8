import { Agent, type Dispatcher } from 'undici';
import type { Purpose } from '../../ports/exposure.ts';
import { sayTo } from '../exposure/exposure.ts';
import { duringAlso } from '../exposure/purpose.ts';
import { asError } from './as-error.ts';
import { dial } from './dial.ts';

/** Every HTTP request of an engine process goes through this: each of its connections begins at the door. */
const agent = new Agent({
  connect({ protocol, hostname, port, servername }, callback) {
    const isSecure = protocol === 'https:';
    const tls = isSecure ? { servername: servername ?? undefined, ALPNProtocols: ['http/1.1'] } : undefined;
    duringAlso({ transport: isSecure ? 'https' : 'http', learns: [] }, () =>
      dial({ host: hostname, port: Number(port) || (isSecure ? 443 : 80), tls }),
    ).then(
      (socket) => callback(null, socket),
      (error: unknown) => callback(asError(error), null),
    );
  },
});

/** For requests with one purpose: whom they reach learns it, also after a redirect, also over a connection of others. */
export function dispatcherFor(purpose: Purpose): Dispatcher {
  return agent.compose((dispatch) => (options, handler) => {
    sayTo(new URL(options.path, String(options.origin)).href, purpose);
    return dispatch(options, handler);
  });
}
