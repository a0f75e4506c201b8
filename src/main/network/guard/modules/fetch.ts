// What `cross-fetch-ponyfill` is inside an engine process (HTTP trackers, web seeds): the package would take the
// global fetch, which opens sockets that no module of ours sees. Redirects go the same way.
import { fetch as undiciFetch, Headers, Response, type RequestInit } from 'undici';
import { theDoor } from '../door.ts';
import { currentPurpose } from '../../exposure/purpose.ts';
import { dispatcherFor } from '../http-dispatcher.ts';

/**
 * Resolves when the whole answer is there. Fault: bittorrent-tracker waits for the body where nobody catches its failure,
 * so a tracker that hangs up in the middle of an answer ends the process (docs/webtorrent-faults.md, 10). Whoever
 * fetches here wants the whole body anyway.
 */
export async function fetch(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const asked = new Headers(init.headers);
  // WebTorrent's web seeds name it, whatever the profile says.
  asked.set('user-agent', theDoor().userAgent);
  const { body, status, statusText, headers } = await undiciFetch(url, {
    ...init,
    headers: asked,
    dispatcher: dispatcherFor(currentPurpose()),
  });
  const whole = body === null ? null : await new Response(body).arrayBuffer();
  return new Response(whole, { status, statusText, headers });
}
export default fetch;
export { FormData, Headers, Request, Response } from 'undici';
const { Blob, File, AbortController, AbortSignal } = globalThis;
export { AbortController, AbortSignal, Blob, File };
