import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
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

let copied = '';
/** Whoever reads it is recorded. */
export const clipboard = {
  writeText: (text: string) => void (copied = text),
  readText(): Promise<string> {
    record('clipboard.read');
    return Promise.resolve(copied);
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

/** A picture is its file, which must be there. */
class NativeImage {
  readonly path: string;
  isTemplate = false;
  constructor(path: string) {
    this.path = path;
  }
  isEmpty(): boolean {
    return !existsSync(this.path);
  }
  setTemplateImage(isTemplate: boolean): void {
    this.isTemplate = isTemplate;
  }
}

/** As Electron: a file that is not there makes an empty picture, not an error. */
export const nativeImage = { createFromPath: (path: string) => new NativeImage(path) };

export class Tray extends EventEmitter {
  /** For a test to click on; Electron keeps no such list. */
  static readonly all: Tray[] = [];
  menu: Menu | undefined;
  #isDestroyed = false;

  constructor(picture: NativeImage) {
    super();
    // A test asks for a desktop without a tray.
    if (process.argv.includes('--no-tray-in-double')) throw new Error('There is no tray.');
    Tray.all.push(this);
    this.setImage(picture);
  }
  setImage(picture: NativeImage): void {
    record('tray.picture', picture.isEmpty() ? 'empty' : basename(picture.path));
  }
  setToolTip(text: string): void {
    record('tray.toolTip', text);
  }
  setContextMenu(menu: Menu): void {
    this.menu = menu;
    record('tray.menu', plain(menu.items));
  }
  destroy(): void {
    this.#isDestroyed = true;
    record('tray.destroyed');
  }
  isDestroyed(): boolean {
    return this.#isDestroyed;
  }
}

export class Notification extends EventEmitter {
  /** For a test to click on; Electron keeps no such list. */
  static readonly shown: Notification[] = [];
  readonly #options: unknown;
  constructor(options: unknown) {
    super();
    this.#options = options;
  }
  static isSupported(): boolean {
    return true;
  }
  close(): void {
    record('notification.closed');
  }
  show(): void {
    Notification.shown.push(this);
    record('notification', plain(this.#options));
  }
}

/** The computer's sleep, by a test's word; what keeps it awake is recorded. */
export const powerMonitor = Object.assign(new EventEmitter(), { isOnBatteryPower: () => false });

const blockers = new Set<number>();
export const powerSaveBlocker = {
  start(kind: string): number {
    const id = blockers.size + 1;
    blockers.add(id);
    record('powerSaveBlocker.start', kind);
    return id;
  },
  stop(id: number): boolean {
    record('powerSaveBlocker.stop');
    return blockers.delete(id);
  },
  isStarted: (id: number) => blockers.has(id),
};

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
