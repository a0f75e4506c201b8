import { EventEmitter } from 'node:events';
import { record } from './record.ts';

type RequestHandler = (contents: unknown, permission: string, answer: (isAllowed: boolean) => void) => void;
type CheckHandler = (contents: unknown, permission: string, origin: string, details: object) => boolean;
type BeforeRequest = (details: object, answer: (response: { cancel?: boolean }) => void) => void;

class Session extends EventEmitter {
  #requestHandler: RequestHandler | null = null;
  #checkHandler: CheckHandler | null = null;
  #beforeRequest: BeforeRequest | null = null;

  readonly webRequest = {
    onBeforeRequest: (handler: BeforeRequest | null) => {
      this.#beforeRequest = handler;
    },
  };

  setPermissionRequestHandler(handler: RequestHandler | null): void {
    this.#requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler | null): void {
    this.#checkHandler = handler;
  }

  setDevicePermissionHandler(handler: unknown): void {
    record('session.devicePermissionHandler', handler !== null);
  }

  setDisplayMediaRequestHandler(handler: unknown): void {
    record('session.displayMediaRequestHandler', handler !== null);
  }

  setSpellCheckerEnabled(isEnabled: boolean): void {
    record('session.spellChecker', isEnabled);
  }

  /**
   * Electron asks one handler when a page uses something and the other when it only inquires, and grants what has no
   * handler. Chromium knows one answer for both: here, what either of them lets through is granted.
   */
  grants(permission: string): boolean {
    let isGranted = this.#requestHandler === null;
    this.#requestHandler?.(null, permission, (isAllowed) => {
      isGranted = isAllowed;
    });
    return isGranted || (this.#checkHandler?.(null, permission, '', {}) ?? true);
  }

  /** Whether the app lets this request through. */
  lets(request: { readonly url: string; readonly method: string }): boolean {
    let isLet = true;
    this.#beforeRequest?.(request, ({ cancel }) => {
      isLet = cancel !== true;
    });
    return isLet;
  }
}

export const session = { defaultSession: new Session() };
