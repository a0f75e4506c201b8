import { Menu, type MenuItemConstructorOptions } from 'electron';
import type { WordKey } from '#shared/words/words.ts';
import type { Speech } from './speech/speech.ts';

interface MenuParts {
  readonly platform: NodeJS.Platform;
  /** The developer tools are for who builds Warren. */
  readonly isPackaged: boolean;
  readonly speech: Speech;
}

type Item = MenuItemConstructorOptions;

/** The menus that people expect of any program; what Warren does has its place in the window. */
export function setMenus(parts: MenuParts): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menusOf(parts)));
}

/**
 * What the system does by itself is called by its role; left alone, a role has an English label everywhere. To the menus
 * that have one some systems add what is theirs.
 */
function menusOf({ platform, isPackaged, speech: { say } }: MenuParts): Item[] {
  const isMac = platform === 'darwin';
  const does = (role: NonNullable<Item['role']>, key: WordKey): Item => ({ role, label: say(key) });
  const line: Item = { type: 'separator' };
  const about: Item[] = [
    does('about', 'beside.menu.about'),
    line,
    does('services', 'beside.menu.services'),
    line,
    does('hide', 'beside.menu.hide'),
    does('hideOthers', 'beside.menu.hideOthers'),
    does('unhide', 'beside.menu.showAll'),
    line,
    does('quit', 'beside.tray.quit'),
  ];
  return [
    ...(isMac ? [{ label: 'Warren', submenu: about }] : []),
    {
      label: say('beside.menu.file'),
      submenu: [isMac ? does('close', 'beside.menu.closeWindow') : does('quit', 'beside.tray.quit')],
    },
    {
      label: say('beside.menu.edit'),
      role: 'editMenu',
      submenu: [
        does('undo', 'beside.menu.undo'),
        does('redo', 'beside.menu.redo'),
        line,
        does('cut', 'beside.menu.cut'),
        does('copy', 'beside.menu.copy'),
        does('paste', 'beside.menu.paste'),
        does('delete', 'beside.menu.delete'),
        line,
        does('selectAll', 'beside.menu.selectAll'),
      ],
    },
    {
      label: say('beside.menu.view'),
      submenu: [
        does('reload', 'beside.menu.reload'),
        ...(isPackaged ? [] : [does('toggleDevTools', 'beside.menu.developerTools')]),
        line,
        does('resetZoom', 'beside.menu.actualSize'),
        does('zoomIn', 'beside.menu.zoomIn'),
        does('zoomOut', 'beside.menu.zoomOut'),
        line,
        does('togglefullscreen', 'beside.menu.fullScreen'),
      ],
    },
    {
      label: say('beside.menu.window'),
      role: 'windowMenu',
      submenu: [
        does('minimize', 'beside.menu.minimize'),
        does('zoom', 'beside.menu.zoomWindow'),
        ...(isMac
          ? [line, does('front', 'beside.menu.toFront')]
          : [does('close', 'beside.menu.closeWindow')]),
      ],
    },
  ];
}
