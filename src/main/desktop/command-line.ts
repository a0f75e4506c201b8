import { win32 } from 'node:path';
import { parseArgs } from 'node:util';
import { shortcutWishes, type ShortcutWish } from '#shared/contract/shell.ts';

export interface CommandLine {
  readonly dataDir: string | undefined;
  /** Magnet links, .torrent files, and whatever else of this computer was dropped on the icon. */
  readonly toOpen: readonly string[];
  /** No window until somebody wants it: as it is started at login. */
  readonly isHidden: boolean;
  /** Of a shortcut of the system. */
  readonly wish: ShortcutWish | undefined;
}

interface HowStarted {
  /** Electron's own binary has to be told first where Warren lies: that is nothing to open. */
  readonly isPackaged: boolean;
}

/**
 * What Warren understands of a desktop start. Everything else is let through: Electron, Chromium and the system's
 * launcher all add words of their own. So a path that is no .torrent file counts only from the root on.
 */
export function parseCommandLine(args: readonly string[], { isPackaged }: HowStarted): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { 'data-dir': { type: 'string' }, hidden: { type: 'boolean' }, do: { type: 'string' } },
    strict: false,
  });
  const { 'data-dir': dataDir, hidden, do: wanted } = values;
  return {
    dataDir: typeof dataDir === 'string' ? dataDir : undefined,
    toOpen: positionals.slice(isPackaged ? 0 : 1).filter(isToOpen),
    isHidden: hidden === true,
    wish: shortcutWishes.find((each) => each === wanted),
  };
}

function isToOpen(word: string): boolean {
  // Windows calls absolute whatever any of the systems does.
  return /^magnet:\?|^file:|\.torrent$/iu.test(word) || win32.isAbsolute(word);
}
