/*
 * A double of Electron's main process module, over a real Chromium: what `import 'electron'` resolves to in a process
 * that run-main.ts started. Pages, their two worlds, requests, ports and child processes are real; what lies around a
 * page (dialogs, menus, the file manager) is recorded for the test.
 *
 * Begin at launch.ts (the test's side), then web-contents.ts. What it does not show is in docs/decisions/desktop-shell.md.
 */
export { app } from './app.ts';
export {
  clipboard,
  dialog,
  Menu,
  nativeImage,
  nativeTheme,
  Notification,
  powerMonitor,
  powerSaveBlocker,
  screen,
  shell,
  Tray,
} from './around-pages.ts';
export { BrowserWindow } from './browser-window.ts';
export { ipcMain } from './ipc-main.ts';
export { MessageChannelMain } from './message-channel.ts';
export { net, protocol } from './protocol.ts';
export { safeStorage } from './safe-storage.ts';
export { session } from './session.ts';
export { utilityProcess } from './utility-process.ts';
