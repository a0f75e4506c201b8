import { EventEmitter } from 'node:events';

type Handler = (event: unknown, ...given: unknown[]) => unknown;

class IpcMain extends EventEmitter {
  readonly handlers = new Map<string, Handler>();

  handle(channel: string, handler: Handler): void {
    if (this.handlers.has(channel))
      throw new Error(`Attempted to register a second handler for '${channel}'`);
    this.handlers.set(channel, handler);
  }

  removeHandler(channel: string): void {
    this.handlers.delete(channel);
  }
}

export const ipcMain = new IpcMain();

/** @throws Error with the text that Electron gives to the page */
export async function invokeHandler(channel: string, event: unknown, given: readonly unknown[]) {
  const remote = `Error invoking remote method '${channel}': `;
  const handler = ipcMain.handlers.get(channel);
  if (handler === undefined) throw new Error(`${remote}Error: No handler registered for '${channel}'`);
  try {
    return await handler(event, ...given);
  } catch (error) {
    throw new Error(remote + String(error), { cause: error });
  }
}
