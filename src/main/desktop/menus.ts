import { Menu, type MenuItemConstructorOptions } from 'electron';

interface MenuParts {
  readonly platform: NodeJS.Platform;
  /** The developer tools are for who builds Warren. */
  readonly isPackaged: boolean;
}

/** The menus that people expect of any program; what Warren does has its place in the window. */
export function setMenus({ platform, isPackaged }: MenuParts): void {
  const isMac = platform === 'darwin';
  const tools: MenuItemConstructorOptions[] = isPackaged ? [] : [{ role: 'toggleDevTools' }];
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? ([{ role: 'appMenu' }] satisfies MenuItemConstructorOptions[]) : []),
      { label: 'File', submenu: [isMac ? { role: 'close' } : { role: 'quit' }] },
      { role: 'editMenu' },
      {
        label: 'View',
        submenu: [
          { role: 'reload' },
          ...tools,
          { type: 'separator' },
          { role: 'resetZoom' },
          { role: 'zoomIn' },
          { role: 'zoomOut' },
          { type: 'separator' },
          { role: 'togglefullscreen' },
        ],
      },
      { role: 'windowMenu' },
    ]),
  );
}
