import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopBrowser } from './chromium.ts';
import { makePreventable } from './preventable.ts';
import { record, toldAll } from './record.ts';
import { handedOver, lockInstance } from './single-instance.ts';
import { utilityMetrics } from './utility-process.ts';

interface Closable {
  close(): void;
  destroy(): void;
  isDestroyed(): boolean;
}

/** Windows that are open; browser-window.ts puts them here. */
export const openWindows = new Set<Closable>();

class App extends EventEmitter {
  readonly isPackaged = false;
  readonly #switches = new Map<string, string>();
  readonly commandLine = {
    appendSwitch: (name: string, value = '') => void this.#switches.set(name, value),
    getSwitchValue: (name: string) => this.#switches.get(name) ?? '',
  };
  #name = 'Electron';
  #isQuitting = false;
  #isExiting = false;
  #tellReady: () => void = () => undefined;
  readonly #ready = new Promise<void>((resolve) => {
    this.#tellReady = resolve;
  });
  readonly #paths = new Map<string, string>();

  /** Called when the entry has been evaluated to its end: an entry that awaits readiness at its top never gets ready. */
  becomeReady(): void {
    this.#tellReady();
    this.emit('ready', {}, {});
  }

  whenReady(): Promise<void> {
    return this.#ready;
  }

  setName(name: string): void {
    this.#name = name;
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  enableSandbox(): void {
    record('app.enableSandbox');
  }

  /** Where package.json lies, as for `electron .`. */
  getAppPath(): string {
    return join(import.meta.dirname, '..', '..', '..');
  }

  getPath(name: string): string {
    return this.#paths.get(name) ?? join(tmpdir(), 'electron-double', this.#name, name);
  }

  setPath(name: string, path: string): void {
    if (!existsSync(path)) throw new Error(`Failed to set path: ${path} is not there`);
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(data: unknown = {}): boolean {
    const start = { argv: process.argv, folder: process.cwd(), data };
    return lockInstance(this.getPath('userData'), start, (second) =>
      this.emit('second-instance', makePreventable(), second.argv, second.folder, second.data),
    );
  }

  getLoginItemSettings() {
    return { openAtLogin: false, wasOpenedAtLogin: false };
  }

  setLoginItemSettings(settings: unknown): void {
    record('app.loginItem', settings);
  }

  readonly #protocols = new Set<string>();
  isDefaultProtocolClient(protocol: string): boolean {
    return this.#protocols.has(protocol);
  }

  setAsDefaultProtocolClient(protocol: string, path?: string, args?: string[]): boolean {
    record('app.setAsDefaultProtocolClient', { protocol, path, args });
    this.#protocols.add(protocol);
    return true;
  }

  removeAsDefaultProtocolClient(protocol: string): boolean {
    record('app.removeAsDefaultProtocolClient', { protocol });
    return this.#protocols.delete(protocol);
  }

  getAppMetrics() {
    return [{ pid: process.pid, type: 'Browser', name: undefined }, ...utilityMetrics()];
  }

  /** `before-quit`, then every window is closed, then `will-quit` and `quit`; the first two can be prevented. */
  quit(): void {
    if (this.#isQuitting) return;
    const before = makePreventable();
    this.emit('before-quit', before);
    if (before.defaultPrevented) return;
    this.#isQuitting = true;
    for (const window of [...openWindows]) window.close();
    this.#isQuitting = openWindows.size === 0;
    if (!this.#isQuitting) return;
    const will = makePreventable();
    this.emit('will-quit', will);
    if (will.defaultPrevented) this.#isQuitting = false;
    else this.exit(0);
  }

  /** At once, asking nobody. */
  exit(code = 0): void {
    if (this.#isExiting) return;
    this.#isExiting = true;
    this.#isQuitting = true;
    for (const window of [...openWindows]) window.destroy();
    this.emit('quit', {}, code);
    void this.#end(code);
  }

  async #end(code: number): Promise<void> {
    await Promise.all([stopBrowser(), handedOver(), toldAll()]);
    process.exit(code);
  }

  /** Without a listener, Electron quits when the last window is gone. */
  lastWindowClosed(): void {
    if (this.#isQuitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }
}

export const app = new App();
