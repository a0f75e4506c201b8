import type { EngineEvent } from '#shared/contract/engine.ts';

export type FailureReason = Extract<EngineEvent, { kind: 'failed' }>['reason'];

/** Something is wrong with the files of one torrent. The message is a sentence; the paths in it are the user's own. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  readonly reason: FailureReason;

  constructor(reason: FailureReason, message: string, options?: ErrorOptions) {
    super(message, options);
    this.reason = reason;
  }
}

const sentences: Readonly<Record<string, readonly [FailureReason, (path: string) => string]>> = {
  ENOSPC: [
    'disk-full',
    (path) => `The disk is full: nothing more could be written to ${path}. What is there is kept.`,
  ],
  EDQUOT: ['disk-full', (path) => `Your disk quota is used up: nothing more could be written to ${path}.`],
  EROFS: ['not-writable', (path) => `${path} cannot be written: the disk is read-only.`],
  EACCES: ['not-writable', (path) => `Warren may not write or read ${path}.`],
  EPERM: ['not-writable', (path) => `Warren may not write or read ${path}.`],
  ENOENT: ['files-missing', (path) => `${path} is not there any more.`],
  ENOTDIR: ['files-missing', (path) => `A folder of ${path} is not there any more.`],
  ENODEV: ['folder-missing', (path) => `The drive of ${path} is gone.`],
  ENXIO: ['folder-missing', (path) => `The drive of ${path} is gone.`],
  ESTALE: ['folder-missing', (path) => `The network drive of ${path} is gone.`],
  EHOSTDOWN: ['folder-missing', (path) => `The network drive of ${path} is gone.`],
  ENOTCONN: ['folder-missing', (path) => `The network drive of ${path} is gone.`],
  EIO: ['not-readable', (path) => `The disk has trouble with ${path} (input/output error).`],
  EISDIR: ['not-writable', (path) => `There is a folder where the file ${path} should be.`],
  EEXIST: ['not-writable', (path) => `There is a file where a folder of ${path} should be.`],
  ELOOP: [
    'not-writable',
    (path) => `${path} is a link; Warren does not follow links out of the download folder.`,
  ],
  EFBIG: ['not-writable', (path) => `${path} is larger than this file system allows.`],
  ENAMETOOLONG: ['not-writable', (path) => `The name of ${path} is too long for this file system.`],
};

/** `ENOSPC` and its like, as the operating system says it. */
export function errorCode(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}

/** What a failed call of the file system means for the torrent. */
export function contentErrorOf(error: unknown, path: string): ContentError {
  if (error instanceof ContentError) return error;
  const code = errorCode(error);
  const [reason, sentence] = sentences[code] ?? ['failed', () => `${path} could not be used (${code}).`];
  return new ContentError(reason, sentence(path), { cause: error });
}
