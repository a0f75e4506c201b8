import type { IncomingHttpHeaders } from 'node:http';
import { request } from '../../guard/modules/http.ts';

const patienceMs = 5_000;
/** Descriptions of real routers have some 10 kB. */
const maxBytes = 200_000;

interface Posted {
  readonly body: string;
  readonly headers: IncomingHttpHeaders;
}

export interface WebAnswer {
  readonly status: number;
  readonly text: string;
}

/** GET, or POST where there is something to send. Follows no redirect. @throws Error */
export function askWeb(url: string, posted?: Posted): Promise<WebAnswer> {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        method: posted === undefined ? 'GET' : 'POST',
        host: hostname,
        port: Number(port) || 80,
        path: `${pathname}${search}`,
        headers: {
          ...posted?.headers,
          connection: 'close',
          'content-length': Buffer.byteLength(posted?.body ?? ''),
        },
        signal: AbortSignal.timeout(patienceMs),
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (part: string) => {
          text += part;
          if (text.length > maxBytes) sent.destroy(new Error('The router says too much.'));
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(posted?.body);
  });
}
