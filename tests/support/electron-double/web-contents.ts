import { EventEmitter } from 'node:events';
import type { CDPSession, Page } from 'playwright-core';
import { app } from './app.ts';
import { toBrowser, toElectron } from './addresses.ts';
import { makeCloneCodec } from './clone-codec.ts';
import { invokeHandler, ipcMain } from './ipc-main.ts';
import type { FromPage, ToPage } from './page-messages.ts';
import { makePageScripts } from './page-script.ts';
import { makePreventable } from './preventable.ts';
import { record } from './record.ts';
import { session } from './session.ts';
import { WebFrameMain } from './web-frame.ts';

type OpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

const codec = makeCloneCodec();
const preloadWorld = 'electron preload';

/** What is in a window: a page of Chromium, spoken to over the developer tools' protocol. */
export class WebContents extends EventEmitter {
  readonly session = session.defaultSession;
  page: Page | undefined;
  #cdp: CDPSession | undefined;
  #frame = new WebFrameMain('', () => undefined);
  /** The world of the preload in the present document. */
  #context: number | undefined;
  #openHandler: OpenHandler | undefined;
  /** What the main process asked for last; any other address is the page's own wish. */
  #wanted = '';

  get mainFrame(): WebFrameMain {
    return this.#frame;
  }

  setWindowOpenHandler(handler: OpenHandler): void {
    this.#openHandler = handler;
  }

  setWebRTCIPHandlingPolicy(policy: string): void {
    record('webContents.webRtcPolicy', policy);
  }

  getURL(): string {
    return toElectron(this.page?.url() ?? '');
  }

  /** In the page's own world, as Electron. */
  executeJavaScript(code: string): Promise<unknown> {
    return this.page?.evaluate(code) ?? Promise.reject(new Error('There is no page yet.'));
  }

  /** Whether something in it makes a sound, as a media element of its own does. */
  isAudible = false;
  isCurrentlyAudible(): boolean {
    return this.isAudible;
  }

  reload(): void {
    void this.#cdp?.send('Page.reload').catch(() => undefined);
  }

  async attach(page: Page, preload: string): Promise<void> {
    this.page = page;
    const cdp = await page.context().newCDPSession(page);
    this.#cdp = cdp;
    await cdp.send('Page.enable');
    await cdp.send('Runtime.enable');
    cdp.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      if (name === '__toMain') this.#take(codec.decode(payload) as FromPage, executionContextId);
    });
    cdp.on('Runtime.executionContextDestroyed', ({ executionContextId }) => {
      if (executionContextId === this.#context) this.leave();
    });
    cdp.on('Runtime.executionContextsCleared', () => this.leave());
    cdp.on('Page.windowOpen', ({ url }) => this.#askToOpen(url));
    cdp.on('Page.domContentEventFired', () => this.emit('dom-ready'));
    cdp.on('Page.frameNavigated', ({ frame }) => {
      if (frame.parentId === undefined) this.emit('did-navigate', {}, toElectron(frame.url), 200, '');
    });
    const scripts = makePageScripts(preload);
    await cdp.send('Runtime.addBinding', { name: '__toMain', executionContextName: preloadWorld });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source: scripts.page });
    await cdp.send('Page.addScriptToEvaluateOnNewDocument', {
      source: scripts.preload,
      worldName: preloadWorld,
    });
  }

  async load(address: string): Promise<void> {
    this.#wanted = toBrowser(address);
    await this.page?.goto(this.#wanted, { waitUntil: 'commit' });
  }

  /** Whether the page may go there. A reload, by whomever, is no wish to go anywhere. */
  mayNavigate(address: string, isMainFrame: boolean): boolean {
    const isSame = (other = '') => withoutFragment(address) === withoutFragment(other);
    if (isMainFrame && (isSame(this.#wanted) || isSame(this.page?.url()))) return true;
    const url = toElectron(address);
    const event = makePreventable({ url, isMainFrame });
    this.emit('will-frame-navigate', event);
    if (isMainFrame) this.emit('will-navigate', event, url);
    record('navigation', { url, isPrevented: event.defaultPrevented });
    return !event.defaultPrevented;
  }

  /** Says where a file lies that will be dropped on the page: Chromium tells its scripts only the name. */
  knowPath(name: string, path: string): void {
    this.#send({ kind: 'path', name, path });
  }

  /** The document is gone. */
  leave(): void {
    this.#context = undefined;
    this.#frame.detach();
  }

  #take(message: FromPage, context: number): void {
    if (message.kind === 'hello') {
      this.leave();
      this.#context = context;
      this.#frame = new WebFrameMain(toElectron(message.url), (reply) => this.#send(reply, context));
    }
    // From a document that has already gone.
    if (context !== this.#context) return;
    if (message.kind === 'invoke') void this.#invoke(message, context);
    else if (message.kind === 'send') ipcMain.emit(message.channel, this.#event(), ...message.given);
    else if (message.kind === 'port-data') this.#frame.takeFromPort(message.port, message.data);
    else if (message.kind === 'port-closed') this.#frame.portClosed(message.port);
    else if (message.kind === 'open') this.#askToOpen(message.url);
  }

  async #invoke({ call, channel, given }: Extract<FromPage, { kind: 'invoke' }>, context: number) {
    try {
      const value = await invokeHandler(channel, this.#event(), given);
      this.#send({ kind: 'reply', call, value }, context);
    } catch (error) {
      this.#send(
        { kind: 'reply', call, error: error instanceof Error ? error.message : String(error) },
        context,
      );
    }
  }

  #event() {
    return { type: 'frame', sender: this, senderFrame: this.#frame, processId: 1, frameId: 1 };
  }

  #send(message: ToPage, context = this.#context): void {
    if (context === undefined || context !== this.#context) return;
    const expression = `__fromMain(${JSON.stringify(codec.encode(message))})`;
    this.#cdp?.send('Runtime.evaluate', { expression, contextId: context }).catch(() => undefined);
  }

  #askToOpen(url: string): void {
    const action = this.#openHandler?.({ url: toElectron(url) }).action ?? 'allow';
    record('window.open', { url, action });
  }
}

/** What is asked for says nothing of the place within it. */
function withoutFragment(address: string): string {
  return address.replace(/#.*$/u, '');
}

/** Electron tells the app of each. */
export function makeWebContents(): WebContents {
  const contents = new WebContents();
  app.emit('web-contents-created', {}, contents);
  return contents;
}
