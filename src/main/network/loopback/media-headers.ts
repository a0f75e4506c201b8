import type { OutgoingHttpHeaders } from 'node:http';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';

/** Whatever a stranger's file is: no other page may embed, read or keep it, and as a page it could do nothing. */
const careful: OutgoingHttpHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; media-src 'self'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  Vary: 'Origin',
};

export const sentenceHeaders: OutgoingHttpHeaders = {
  ...careful,
  'Content-Type': 'text/plain; charset=utf-8',
};

/** What lets the page that asks use the answer: for its own origin alone, never for all. */
export function sharedWith(origin: string | undefined): OutgoingHttpHeaders {
  return origin === undefined ? {} : { 'Access-Control-Allow-Origin': origin };
}

interface Described {
  readonly name: string;
  readonly sizeBytes: number;
  readonly version: string;
  /** Of what Warren made itself; else the name tells it. */
  readonly mediaType?: string | undefined;
  readonly isLasting?: boolean | undefined;
}

export function headersOf(
  { name, sizeBytes, version, mediaType, isLasting }: Described,
  { from, to }: ByteRange,
  status: 200 | 206,
): OutgoingHttpHeaders {
  const type = mediaType ?? mediaTypeOf(name);
  return {
    ...careful,
    ...(isLasting === true ? { 'Cache-Control': 'private, max-age=31536000, immutable' } : {}),
    'Accept-Ranges': 'bytes',
    'Content-Length': to - from,
    'Content-Type': type ?? 'application/octet-stream',
    ...(type === undefined ? { 'Content-Disposition': 'attachment' } : {}),
    ...(status === 206 ? { 'Content-Range': `bytes ${from}-${to - 1}/${sizeBytes}` } : {}),
    ETag: `"${version}"`,
  };
}

/** Of what is made while it is sent: nobody knows how long it will be. */
export function headersOfMade(mediaType: string): OutgoingHttpHeaders {
  return { ...careful, 'Accept-Ranges': 'none', 'Content-Type': mediaType };
}

/** For what a player cannot have now. */
export function statusOf(code: ErrorCode): number {
  if (code === 'not-found') return 404;
  if (code === 'engine-down' || code === 'disconnected' || code === 'too-many-requests') return 503;
  return code === 'internal' ? 500 : 409;
}
