import type { IncomingHttpHeaders } from 'node:http';

/** The only address that anything of this folder listens on. */
export const loopbackAddress = '127.0.0.1';

/**
 * Whether a request may come from a player of the person in front. A page of the open web that points a name of its own
 * at this address (DNS rebinding) says so in `Host`; one that fetches across says so in `Origin`, and one that embeds says
 * so in `Sec-Fetch-Site`. Players send none of the two.
 */
export function isFromHere(
  { host, origin, 'sec-fetch-site': site }: IncomingHttpHeaders,
  port: number,
): boolean {
  const own = `${loopbackAddress}:${port}`;
  return host === own && (origin === undefined || origin === `http://${own}`) && site !== 'cross-site';
}
