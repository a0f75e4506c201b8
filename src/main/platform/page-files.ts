import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

/** What the build makes; anything else below the folder is not the page's. */
const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
};

/**
 * Nothing but our own files, no inline script, and no connection but to where the page came from. Sound, films and covers are
 * served on a port of this computer that is not known before the first is asked for (docs/decisions/player.md).
 */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: http://127.0.0.1:*",
  "media-src 'self' blob: http://127.0.0.1:*",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

export interface PageFile {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * A file of the built page, the same for a browser tab and for the desktop window.
 * @param urlPath as it stands in the URL, still percent-encoded
 * @returns undefined for what the build did not make, whatever the path tries
 */
export async function readPageFile(folder: string, urlPath: string): Promise<PageFile | undefined> {
  const path = decode(urlPath === '/' ? '/index.html' : urlPath);
  if (path === undefined) return undefined;
  const file = normalize(join(folder, path));
  const type = types[extname(file)];
  if (type === undefined || !file.startsWith(folder + sep)) return undefined;
  const body = await readFile(file).catch(() => undefined);
  if (body === undefined) return undefined;
  // Names of built assets hold a hash of their content.
  const isHashed = path.startsWith('/assets/');
  return {
    body: Uint8Array.from(body),
    headers: {
      'Content-Type': type,
      'Content-Security-Policy': contentSecurityPolicy,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    },
  };
}

function decode(urlPath: string): string | undefined {
  try {
    return decodeURIComponent(urlPath);
  } catch {
    return undefined;
  }
}
