import { EventEmitter } from 'node:events';

/** The end of a channel that lies in a page. */
export interface PageEnd {
  send(data: unknown): void;
  close(): void;
}

/** One end of a channel in the main process. Its other end is a page's from the moment it is transferred to one. */
export class MessagePortMain extends EventEmitter {
  #other: MessagePortMain | PageEnd | undefined;
  #isStarted = false;
  #isClosed = false;
  /** Arrived before start(). */
  readonly #arrived: unknown[] = [];
  /** Sent before the other end was anywhere. */
  readonly #unsent: unknown[] = [];

  postMessage(message: unknown): void {
    // Electron clones at once: what is changed afterwards is not sent.
    const data = structuredClone(message);
    if (this.#isClosed) return;
    if (this.#other instanceof MessagePortMain) this.#other.deliver(data);
    else if (this.#other === undefined) this.#unsent.push(data);
    else this.#other.send(data);
  }

  start(): void {
    this.#isStarted = true;
    for (const data of this.#arrived.splice(0)) this.emit('message', { data, ports: [] });
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    if (this.#other instanceof MessagePortMain) this.#other.closedByOther();
    else this.#other?.close();
  }

  static entangle(one: MessagePortMain, other: MessagePortMain): void {
    one.#other = other;
    other.#other = one;
  }

  /** Hands this end to a page. @returns the end that stays here */
  transferTo(page: PageEnd): MessagePortMain {
    const stays = this.#other;
    if (!(stays instanceof MessagePortMain)) throw new Error('This port has been transferred already.');
    this.#isClosed = true;
    stays.#other = page;
    for (const data of [...this.#arrived.splice(0), ...stays.#unsent.splice(0)]) page.send(data);
    return stays;
  }

  deliver(data: unknown): void {
    if (this.#isClosed) return;
    if (this.#isStarted) this.emit('message', { data, ports: [] });
    else this.#arrived.push(data);
  }

  closedByOther(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.emit('close');
  }
}

export class MessageChannelMain {
  readonly port1 = new MessagePortMain();
  readonly port2 = new MessagePortMain();

  constructor() {
    MessagePortMain.entangle(this.port1, this.port2);
  }
}
