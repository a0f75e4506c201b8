import { ownScheme, schemeOf } from './addresses.ts';
import { record } from './record.ts';

interface Privileged {
  readonly scheme: string;
  readonly privileges: Readonly<Record<string, boolean>>;
}
type Handler = (request: Request) => Response | Promise<Response>;

const handlers = new Map<string, Handler>();

/** What a scheme of an app's own must not have. */
const dangerous = ['bypassCSP', 'corsEnabled', 'allowServiceWorkers', 'allowExtensions'];

export const protocol = {
  registerSchemesAsPrivileged(schemes: readonly Privileged[]): void {
    for (const { scheme, privileges } of schemes) {
      if (privileges.standard === true) ownScheme(scheme);
      for (const name of dangerous) {
        if (privileges[name] === true) record('insecure', `scheme ${scheme}: ${name}`);
      }
    }
  },
  handle(scheme: string, handler: Handler): void {
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
    handlers.set(scheme, handler);
  },
};

/** Undefined for what has no handler. */
export async function handleRequest(address: string, method: string): Promise<Response | undefined> {
  return handlers.get(schemeOf(address))?.(new Request(address, { method }));
}

/** Electron's own way to the web: here it leads to the app's handlers and nowhere else. */
export const net = {
  async fetch(address: string): Promise<Response> {
    const response = await handleRequest(address, 'GET');
    if (response === undefined) throw new Error('net::ERR_BLOCKED_BY_CLIENT');
    return response;
  },
};
