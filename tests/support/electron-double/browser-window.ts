import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import type { BrowserContext } from 'playwright-core';
import { app, openWindows } from './app.ts';
import { browserContext } from './chromium.ts';
import { complainOfPreferences } from './insecure-preferences.ts';
import { record } from './record.ts';
import { answerRequests, openOwnPage } from './requests.ts';
import { makePreventable } from './preventable.ts';
import { grantPermissions } from './permissions.ts';
import { makeWebContents } from './web-contents.ts';

interface Bounds {
  x: number;
  y: number;
  width: number;
  height: number;
}

interface Options extends Partial<Bounds> {
  readonly show?: boolean;
  readonly webPreferences?: Readonly<Record<string, unknown>>;
}

let preparing: Promise<BrowserContext> | undefined;

/** One context for all windows: they share the default session. */
function preparedContext(): Promise<BrowserContext> {
  preparing ??= (async () => {
    const context = await browserContext(app.getPath('userData'));
    await answerRequests(context);
    await grantPermissions(context);
    return context;
  })();
  return preparing;
}

/** A window whose page is a real one and whose frame is only remembered. */
export class BrowserWindow extends EventEmitter {
  readonly webContents;
  readonly #ready: Promise<void>;
  #bounds: Bounds;
  #isVisible: boolean;
  #isMaximized = false;
  #isMinimized = false;
  #isFocused = false;
  #isDestroyed = false;

  constructor({ webPreferences = {}, show = true, ...place }: Options = {}) {
    super();
    this.#bounds = {
      x: place.x ?? 0,
      y: place.y ?? 0,
      width: place.width ?? 800,
      height: place.height ?? 600,
    };
    this.#isVisible = show;
    complainOfPreferences(webPreferences);
    this.webContents = makeWebContents();
    openWindows.add(this);
    this.webContents.once('dom-ready', () => this.emit('ready-to-show'));
    const { preload } = webPreferences;
    this.#ready = this.#open(typeof preload === 'string' ? readFileSync(preload, 'utf8') : '');
    this.#ready.catch((error: unknown) => record('window.failed', String(error)));
  }

  static getAllWindows(): BrowserWindow[] {
    return [...openWindows] as BrowserWindow[]; // nobody else puts windows there
  }

  async #open(preload: string): Promise<void> {
    const page = await openOwnPage(await preparedContext(), this.webContents);
    const { width, height } = this.#bounds;
    await page.setViewportSize({ width, height });
    await this.webContents.attach(page, preload);
    page.on('close', () => this.destroy());
    const cdp = await page.context().newCDPSession(page);
    const { targetInfo } = await cdp.send('Target.getTargetInfo');
    record('window', targetInfo.targetId);
  }

  async loadURL(address: string): Promise<void> {
    await this.#ready;
    await this.webContents.load(address);
  }

  show(): void {
    this.#isVisible = true;
    this.emit('show');
  }
  hide(): void {
    this.#isVisible = false;
    this.#isFocused = false;
    this.emit('hide');
  }
  focus(): void {
    this.#isFocused = true;
    record('window.focus');
    this.emit('focus');
  }
  blur(): void {
    this.#isFocused = false;
    this.emit('blur');
  }
  setProgressBar(share: number): void {
    record('window.progress', share);
  }
  maximize(): void {
    this.#isMaximized = true;
  }
  minimize(): void {
    this.#isMinimized = true;
  }
  restore(): void {
    this.#isMinimized = false;
  }
  setBounds(bounds: Partial<Bounds>): void {
    this.#bounds = { ...this.#bounds, ...bounds };
  }
  getBounds = (): Bounds => ({ ...this.#bounds });
  getNormalBounds = (): Bounds => ({ ...this.#bounds });
  isVisible = (): boolean => this.#isVisible;
  isMaximized = (): boolean => this.#isMaximized;
  isMinimized = (): boolean => this.#isMinimized;
  isFocused = (): boolean => this.#isFocused;
  isDestroyed = (): boolean => this.#isDestroyed;

  close(): void {
    const event = makePreventable();
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#isDestroyed) return;
    this.#isDestroyed = true;
    openWindows.delete(this);
    this.webContents.leave();
    void this.webContents.page?.close().catch(() => undefined);
    this.webContents.emit('destroyed');
    this.emit('closed');
    if (openWindows.size === 0) app.lastWindowClosed();
  }
}
