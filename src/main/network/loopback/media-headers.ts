import type { OutgoingHttpHeaders } from 'node:http';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { ByteRange } from '#shared/domain/byte-range.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';

/** Whatever a stranger's file is: no page may embed, read or keep it, and as a page it could do nothing. */
const careful: OutgoingHttpHeaders = {
  'X-Content-Type-Options': 'nosniff',
  'Content-Security-Policy': "sandbox; default-src 'none'; media-src 'self'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

export const sentenceHeaders: OutgoingHttpHeaders = {
  ...careful,
  'Content-Type': 'text/plain; charset=utf-8',
};

interface Described {
  readonly name: string;
  readonly sizeBytes: number;
  readonly version: string;
}

export function headersOf(
  { name, sizeBytes, version }: Described,
  { from, to }: ByteRange,
  status: 200 | 206,
): OutgoingHttpHeaders {
  const type = mediaTypeOf(name);
  return {
    ...careful,
    'Accept-Ranges': 'bytes',
    'Content-Length': to - from,
    'Content-Type': type ?? 'application/octet-stream',
    ...(type === undefined ? { 'Content-Disposition': 'attachment' } : {}),
    ...(status === 206 ? { 'Content-Range': `bytes ${from}-${to - 1}/${sizeBytes}` } : {}),
    ETag: `"${version}"`,
  };
}

/** For what a player cannot have now. */
export function statusOf(code: ErrorCode): number {
  if (code === 'not-found') return 404;
  if (code === 'engine-down' || code === 'disconnected' || code === 'too-many-requests') return 503;
  return code === 'internal' ? 500 : 409;
}
