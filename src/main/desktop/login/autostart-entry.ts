import { createHash } from 'node:crypto';

/**
 * What a Linux desktop starts at login: a file in `autostart` below XDG_CONFIG_HOME.
 * https://specifications.freedesktop.org/autostart-spec/ and, for Exec, https://specifications.freedesktop.org/desktop-entry-spec/
 */
export function autostartEntry(command: readonly string[]): string {
  return [
    '[Desktop Entry]',
    'Type=Application',
    'Name=Warren',
    'Comment=Goes on sharing in the tray',
    `Exec=${command.map(quoted).join(' ')}`,
    'Icon=warren',
    'Terminal=false',
    '',
  ].join('\n');
}

/** Quoted for Exec, then written as any text of such a file: each backslash twice, a line break as `\n`. */
function quoted(word: string): string {
  const inQuotes = `"${word.replace(/["`$\\]/gu, String.raw`\$&`).replaceAll('%', '%%')}"`;
  return inQuotes.replaceAll('\\', '\\\\').replaceAll('\n', String.raw`\n`);
}

/** Each data directory that is not the usual one is a Warren of its own. */
export function autostartName(dataDir: string | undefined): string {
  if (dataDir === undefined) return 'warren.desktop';
  return `warren-${createHash('sha256').update(dataDir).digest('hex').slice(0, 8)}.desktop`;
}
