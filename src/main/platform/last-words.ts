import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Paths } from '../ports/paths.ts';

/** Of an engine's last words, bytes: a stack and what led to it. */
const lastWordsLength = 8_000;

export interface LastWords {
  /** Writes them down, unless the process ended as it should or said nothing. */
  keep(end: { readonly profile: string; readonly code: number | null }): Promise<void>;
}

/**
 * Listens to what a process writes to stderr and keeps the end of it for a developer. Apart from the log: a stack can
 * hold names and addresses, which the log never does.
 */
export function listenForLastWords(stderr: NodeJS.ReadableStream | null, paths: Paths): LastWords {
  let words = '';
  stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-lastWordsLength);
  });
  return {
    async keep({ profile, code }) {
      if (code === 0 || words === '') return;
      const crash = `${new Date().toISOString()} engine "${profile}" ended with ${code ?? 'a signal'}\n${words}\n`;
      await appendFile(join(paths.dataDir, 'crashes.txt'), crash, { mode: 0o600 }).catch(() => undefined);
    },
  };
}
