import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';

/** 256 bits; anew at each start, never logged, never in a URL's query or path. */
export function makeToken(): string {
  return randomBytes(32).toString('base64url');
}

/** In constant time: how long it takes says nothing about how much was right. */
export function isToken(offered: string | undefined, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return offered !== undefined && timingSafeEqual(digest(offered), digest(token));
}

/**
 * Whether a request is meant for us. A page of the open web can point a name of its own at 127.0.0.1 (DNS rebinding):
 * then the Host header holds that name. An address or `localhost` cannot be had that way.
 */
export function isOurHost(host: string | undefined): boolean {
  if (host === undefined) return false;
  const name = host.replace(/:\d+$/u, '').replace(/^\[(.*)\]$/u, '$1');
  return name === 'localhost' || isIP(name) !== 0;
}

/** Whether a request comes from our own page, or from no page at all (the CLI). */
export function isOurOrigin(origin: string | undefined, host: string | undefined): boolean {
  return origin === undefined || origin === `http://${host ?? ''}` || origin === `https://${host ?? ''}`;
}
