import type { OpenSource } from '#shared/contract/shell.ts';

/** What the desktop shell lends to the page through its preload. A browser tab has none of it. */
export interface DesktopShell {
  /** Where a dropped file or folder lies on this computer. */
  pathOfFile(file: File): string;
  chooseFolder(): Promise<string | null>;
  choosePathToShare(kind: 'file' | 'folder'): Promise<string | null>;
  showInFolder(path: string): Promise<void>;
  /**
   * Told of what other programs asked Warren to open: a magnet link somebody clicked, a .torrent file. What came before
   * anybody listened is told then. Returns the way to stop.
   */
  onOpenSource(listener: (source: OpenSource) => void): () => void;
}

declare global {
  interface Window {
    readonly warrenDesktop?: DesktopShell;
  }
}

/** `undefined` in a browser tab. */
export function desktopShell(): DesktopShell | undefined {
  return window.warrenDesktop;
}

/** Lets the system's own dialog choose a folder; `undefined` in a browser tab, where its path has to be typed. */
export function folderChooser(onChosen: (path: string) => void): (() => Promise<void>) | undefined {
  const shell = desktopShell();
  if (shell === undefined) return undefined;
  return async () => {
    const chosen = await shell.chooseFolder();
    if (chosen !== null) onChosen(chosen);
  };
}
