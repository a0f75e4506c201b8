import { socketLink } from '#shared/contract/links.ts';
import type { OpenCarrier } from './carrier.ts';

/** The close code with which the host refuses a token. */
const refusedCode = 4401;

/** The page in a browser tab: a WebSocket to where the page came from, and to nowhere else. */
export function openWebSocketCarrier(token: string): Promise<OpenCarrier> {
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`;
  const socket = new WebSocket(url, ['warren', `token.${token}`]);
  let refused = false;
  socket.addEventListener('close', ({ code }) => {
    refused = code === refusedCode;
  });
  return new Promise((resolve, reject) => {
    socket.addEventListener('open', () =>
      resolve({
        link: socketLink(socket, { reportsFlush: false }),
        close: () => socket.close(),
        wasRefused: () => refused,
      }),
    );
    socket.addEventListener('close', () => reject(new Error('The socket did not open.')));
  });
}
