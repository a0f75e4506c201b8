import type { ProblemCode } from '#shared/domain/library/media-facts.ts';

export interface Problem {
  readonly code: ProblemCode;
  readonly text: string;
}

/** Why a file cannot be read further: a line of the report, thrown up to who writes it down. */
export class ReadProblem extends Error {
  readonly code: ProblemCode;

  constructor(code: ProblemCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ReadProblem';
    this.code = code;
  }
}

const bySystemCode: Readonly<Record<string, string>> = {
  ENOENT: 'The file was gone when it was to be read.',
  EACCES: 'Warren may not read this file. Change its permissions to let it in.',
  EPERM: 'Warren may not read this file. Change its permissions to let it in.',
  EIO: 'The disk reports a fault where this file lies.',
  EMFILE: 'Too many files are open at once; the next scan tries this one again.',
  ELOOP: 'The link leads nowhere.',
};

/** Whatever was thrown while a file was read, in words for the person it belongs to. */
export function problemOf(error: unknown): Problem {
  if (error instanceof ReadProblem) return { code: error.code, text: error.message };
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const text = bySystemCode[code];
  if (text !== undefined) return { code: 'unreadable', text };
  // Node's own errors of the file system carry a call; what is left comes from a parser that met nonsense.
  if (error instanceof Error && 'syscall' in error)
    return { code: 'unreadable', text: `The file cannot be read (${code}).` };
  return { code: 'damaged', text: 'The file is damaged: what it says about itself does not add up.' };
}
