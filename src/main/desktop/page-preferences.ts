import type { WebPreferences } from 'electron';

/**
 * What the page may be and do. Every flag that has to do with safety is written, also where it is Electron's default:
 * a default can change, and what is written can be tested.
 */
export function pagePreferences({
  preload,
  isPackaged,
}: {
  readonly preload: string;
  readonly isPackaged: boolean;
}): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    plugins: false,
    navigateOnDragDrop: false,
    disableDialogs: true,
    spellcheck: false,
    devTools: !isPackaged,
  };
}
