import type { IncomingHttpHeaders } from 'node:http';

/** The only address that anything of this folder listens on. */
export const loopbackAddress = '127.0.0.1';

/**
 * Whether a request may come from a player of the person in front, or from our own page. A page of the open web that points
 * a name of its own at this address (DNS rebinding) says so in `Host`; one that fetches across says so in `Origin`, and
 * one that embeds says so in `Sec-Fetch-Site`. Players send none of the two. Our page asks with its `Origin`, which no other
 * page can say.
 */
export function isFromHere(
  { host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  { port, pageOrigins }: { readonly port: number; readonly pageOrigins: readonly string[] },
): boolean {
  const own = `${loopbackAddress}:${port}`;
  if (host !== own) return false;
  if (origin !== undefined) return origin === `http://${own}` || pageOrigins.includes(origin);
  return site !== 'cross-site';
}
