import type { App, Menu } from 'electron';
import { shortcutWishes, type ShortcutWish } from '#shared/contract/shell.ts';
import type { Speech } from '../speech/speech.ts';
import { shortcutArguments } from './shortcut-arguments.ts';

interface ShortcutParts {
  /** Electron's. */
  readonly app: Pick<App, 'isPackaged' | 'getAppPath' | 'setUserTasks' | 'dock'>;
  readonly menus: Pick<typeof Menu, 'buildFromTemplate'>;
  /** This program. */
  readonly program: string;
  readonly platform: NodeJS.Platform;
  readonly speech: Speech;
  /** As this start was told, absolute; undefined for the usual one. */
  readonly dataDir: string | undefined;
  carryOut(wish: ShortcutWish): void;
}

/** What can be wished for at Warren's icon: the jump list of Windows, the dock of macOS. Linux has neither. */
export function offerShortcuts(parts: ShortcutParts): void {
  const { app, menus, program, platform, dataDir, carryOut } = parts;
  const nameOf = (wish: ShortcutWish) => parts.speech.say(`beside.shortcuts.${wish}`);
  if (platform === 'darwin')
    app.dock?.setMenu(
      menus.buildFromTemplate(
        shortcutWishes.map((wish) => ({ id: wish, label: nameOf(wish), click: () => carryOut(wish) })),
      ),
    );
  if (platform !== 'win32') return;
  // Each is a start of its own, which hands its wish over to the Warren that runs.
  const appPath = app.isPackaged ? undefined : app.getAppPath();
  app.setUserTasks(
    shortcutWishes.map((wish) => ({
      program,
      arguments: shortcutArguments(wish, { appPath, dataDir }),
      title: nameOf(wish),
      description: nameOf(wish),
      iconPath: program,
      iconIndex: 0,
    })),
  );
}
