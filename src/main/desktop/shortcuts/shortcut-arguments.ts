import type { ShortcutWish } from '#shared/contract/shell.ts';

interface HowStarted {
  /** Where a Warren that is not packaged lies; Electron's binary has to be told. */
  readonly appPath: string | undefined;
  readonly dataDir: string | undefined;
}

/** What the program is told by a task of the jump list, in one line as Windows takes it. */
export function shortcutArguments(wish: ShortcutWish, { appPath, dataDir }: HowStarted): string {
  return [
    ...(appPath === undefined ? [] : [quoted(appPath)]),
    ...(dataDir === undefined ? [] : ['--data-dir', quoted(dataDir)]),
    '--do',
    wish,
  ].join(' ');
}

/** A path of Windows holds no quotes; a backslash before the closing one would take it as a letter. */
function quoted(path: string): string {
  return `"${path.replace(/\\+$/u, (slashes) => slashes + slashes)}"`;
}
