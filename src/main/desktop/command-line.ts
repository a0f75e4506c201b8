import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly dataDir: string | undefined;
  /** Magnet links and .torrent files. */
  readonly toOpen: readonly string[];
}

/**
 * What Warren understands of a desktop start. Everything else is let through: Electron, Chromium and the system's
 * launcher all add words of their own.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' } },
    strict: false,
  });
  const { 'data-dir': dataDir } = values;
  return {
    dataDir: typeof dataDir === 'string' ? dataDir : undefined,
    toOpen: positionals.filter((word) => /^magnet:\?|\.torrent$/iu.test(word)),
  };
}
