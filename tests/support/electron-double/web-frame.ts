import { originOf } from './addresses.ts';
import type { ToPage } from './page-messages.ts';
import type { MessagePortMain, PageEnd } from './message-channel.ts';

/** The main frame of a window, for as long as one document is in it: a new document is a new frame. */
export class WebFrameMain {
  readonly url: string;
  readonly parent = null;
  detached = false;
  readonly #send: (message: ToPage) => void;
  readonly #ports = new Map<number, MessagePortMain>();
  #nextPort = 0;

  constructor(url: string, send: (message: ToPage) => void) {
    this.url = url;
    this.#send = send;
  }

  get origin(): string {
    return originOf(this.url);
  }

  isDestroyed(): boolean {
    return this.detached;
  }

  send(channel: string, ...given: unknown[]): void {
    this.#event(channel, given, []);
  }

  postMessage(channel: string, message: unknown, transfer: readonly MessagePortMain[] = []): void {
    const ports = transfer.map((port) => {
      const id = this.#nextPort++;
      const pageEnd: PageEnd = {
        send: (data) => this.#send({ kind: 'port-data', port: id, data }),
        close: () => this.#send({ kind: 'port-closed', port: id }),
      };
      // The port exists in the page before anything can be sent through it.
      return { id, connect: () => this.#ports.set(id, port.transferTo(pageEnd)) };
    });
    this.#event(
      channel,
      [message],
      ports.map(({ id }) => id),
    );
    for (const { connect } of ports) connect();
  }

  takeFromPort(id: number, data: unknown): void {
    this.#ports.get(id)?.deliver(data);
  }

  portClosed(id: number): void {
    this.#ports.get(id)?.closedByOther();
    this.#ports.delete(id);
  }

  /** Its document is gone, and with it the page's ends of all channels. */
  detach(): void {
    this.detached = true;
    for (const id of [...this.#ports.keys()]) this.portClosed(id);
  }

  #event(channel: string, given: readonly unknown[], ports: readonly number[]): void {
    if (this.detached) throw new Error('Render frame was disposed before WebFrameMain could be accessed');
    this.#send({ kind: 'event', channel, given, ports });
  }
}
