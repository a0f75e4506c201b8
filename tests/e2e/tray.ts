import type { DesktopApp } from '../support/electron-double/launch.ts';

/** What the double saw last of a kind. */
export function lastOf({ recorded }: DesktopApp, what: string): unknown {
  return recorded.findLast((each) => each.what === what)?.detail;
}

interface Line {
  readonly id?: string;
  readonly label?: string;
  readonly enabled?: boolean;
  readonly submenu?: { readonly items: readonly Line[] };
}

/** The lines of the tray's menu, by what they are called. */
export function trayLines(app: DesktopApp): Map<string, Line> {
  const lines = (lastOf(app, 'tray.menu') ?? []) as readonly Line[]; // only the double records it
  return new Map(
    lines.flatMap((line) => [line, ...(line.submenu?.items ?? [])].map((each) => [each.id ?? '', each])),
  );
}

/** Only the double keeps a list of what is in the tray. */
export function clickInTray(app: DesktopApp, id: string): Promise<void> {
  return app.evaluate((electron, wanted) => {
    interface Item {
      readonly id?: string;
      readonly click?: () => void;
      readonly submenu?: { readonly items: readonly Item[] };
    }
    const { all } = electron.Tray as unknown as { all: { menu: { items: readonly Item[] } }[] };
    const items = all[0]?.menu.items.flatMap((item) => [item, ...(item.submenu?.items ?? [])]);
    items?.find((item) => item.id === wanted)?.click?.();
  }, id);
}

/** How many windows there are, and how many of them are seen. */
export function windowsOf(app: DesktopApp): Promise<{ readonly all: number; readonly seen: number }> {
  return app.evaluate((electron) => {
    const windows = electron.BrowserWindow.getAllWindows();
    return { all: windows.length, seen: windows.filter((window) => window.isVisible()).length };
  }, undefined);
}

/** Closes the window as a person does; `answer` is the button that is pressed if something is asked. */
export function closeWindow(app: DesktopApp, answer: number): Promise<void> {
  return app.evaluate((electron, response) => {
    const asked = (globalThis as { asked?: unknown[] }).asked ?? [];
    electron.dialog.showMessageBox = (...given: unknown[]) => {
      asked.push(given.at(-1));
      return Promise.resolve({ response, checkboxChecked: false });
    };
    Object.assign(globalThis, { asked });
    electron.BrowserWindow.getAllWindows()[0]?.close();
  }, answer);
}

export function askedAtClosing(app: DesktopApp): Promise<unknown[]> {
  return app.evaluate(() => (globalThis as { asked?: unknown[] }).asked ?? [], undefined);
}
