import { parseArgs } from 'node:util';

export interface CommandLine {
  readonly dataDir: string | undefined;
  /** Magnet links and .torrent files. */
  readonly toOpen: readonly string[];
  /** No window until somebody wants it: as it is started at login. */
  readonly isHidden: boolean;
}

/**
 * What Warren understands of a desktop start. Everything else is let through: Electron, Chromium and the system's
 * launcher all add words of their own.
 */
export function parseCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, hidden: { type: 'boolean' } },
    strict: false,
  });
  const { 'data-dir': dataDir, hidden } = values;
  return {
    dataDir: typeof dataDir === 'string' ? dataDir : undefined,
    toOpen: positionals.filter((word) => /^magnet:\?|\.torrent$/iu.test(word)),
    isHidden: hidden === true,
  };
}
