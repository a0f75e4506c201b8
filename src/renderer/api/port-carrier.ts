import { portLink } from '#shared/contract/links.ts';
import type { OpenCarrier } from './carrier.ts';

/** How long the shell may take to answer; it only has to make a channel. */
const answerWithinMs = 5000;

/** The page in the desktop shell: asks the preload for a MessagePort. Each call gets a fresh one. */
export function openPortCarrier(): Promise<OpenCarrier> {
  return new Promise((resolve, reject) => {
    const stopListening = new AbortController();
    const timer = setTimeout(() => {
      stopListening.abort();
      reject(new Error('The shell sent no port.'));
    }, answerWithinMs);

    window.addEventListener(
      'message',
      (event: MessageEvent<unknown>) => {
        const port = event.ports[0];
        // The preload shares this window; anything from elsewhere is not the shell.
        if (event.source !== window || event.origin !== location.origin) return;
        if (!isPortMessage(event.data) || port === undefined) return;
        clearTimeout(timer);
        stopListening.abort();
        resolve({ link: portLink(port), close: () => port.close(), wasRefused: () => false });
      },
      { signal: stopListening.signal },
    );
    window.postMessage({ warren: 'ready' }, location.origin);
  });
}

function isPortMessage(data: unknown): boolean {
  return typeof data === 'object' && data !== null && 'warren' in data && data.warren === 'port';
}
