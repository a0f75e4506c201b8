import { EventEmitter } from 'node:events';
import { record } from './record.ts';

/* What is seen around a page: dialogs, menus, the tray, the file manager. Recorded, never shown. */

const cancelled = { canceled: true, filePaths: [] as string[], filePath: '' };

/** A test that wants another answer puts its own function in the place of one of these, as with the real Electron. */
export const dialog = {
  showOpenDialog(...given: unknown[]) {
    record('dialog.showOpenDialog', plain(given.at(-1)));
    return Promise.resolve(cancelled);
  },
  showMessageBox(...given: unknown[]) {
    record('dialog.showMessageBox', plain(given.at(-1)));
    return Promise.resolve({ response: 0, checkboxChecked: false });
  },
  showErrorBox(title: string, content: string) {
    record('dialog.showErrorBox', { title, content });
  },
};

export const shell = {
  openExternal(url: string) {
    record('shell.openExternal', url);
    return Promise.resolve();
  },
  showItemInFolder(path: string) {
    record('shell.showItemInFolder', path);
  },
};

interface Item {
  readonly label?: string;
  readonly role?: string;
  readonly submenu?: Menu | readonly Item[];
  readonly click?: () => void;
}

export class Menu {
  static #application: Menu | null = null;
  readonly items: readonly Item[];

  constructor(items: readonly Item[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly Item[]): Menu {
    const items = template.map(({ submenu, ...item }) =>
      submenu === undefined || submenu instanceof Menu
        ? item
        : { ...item, submenu: Menu.buildFromTemplate(submenu) },
    );
    return new Menu(items);
  }

  static setApplicationMenu(menu: Menu | null): void {
    Menu.#application = menu;
  }

  static getApplicationMenu(): Menu | null {
    return Menu.#application;
  }
}

export class Tray extends EventEmitter {
  setToolTip(text: string): void {
    record('tray.toolTip', text);
  }
  setContextMenu(menu: Menu): void {
    record('tray.menu', plain(menu.items));
  }
}

export class Notification extends EventEmitter {
  readonly #options: unknown;
  constructor(options: unknown) {
    super();
    this.#options = options;
  }
  show(): void {
    record('notification', plain(this.#options));
  }
}

export const nativeTheme = Object.assign(new EventEmitter(), { shouldUseDarkColors: false });

const display = { id: 1, scaleFactor: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } };
export const screen = Object.assign(new EventEmitter(), {
  getAllDisplays: () => [display],
  getPrimaryDisplay: () => display,
});

/** What survives the way to the test. */
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value ?? null)) as unknown;
}
