import net from 'node:net';
import type { WayTarget } from './ask-for-way.ts';

type Done = (error?: Error | null) => void;

/**
 * What goes through a proxy looks to its owner like a connection of its own: it is connected when the far end is, and
 * its remote address is the far end's. A socket without a handle, over one that has one. (A class, because packages ask
 * whether it is a net.Socket. Not for TLS: to Node, a net.Socket without a handle is never connected; dial-address.ts has
 * the carrier itself.)
 */
export class TunnelledSocket extends net.Socket {
  /** To the proxy, tied and registered by the guard. */
  readonly #carrier: net.Socket;
  #isOpen = false;

  constructor(carrier: net.Socket, { host, port }: WayTarget) {
    super();
    this.#carrier = carrier;
    const far = net.isIP(host) === 0 ? undefined : host;
    Object.defineProperties(this, {
      connecting: { value: true, writable: true },
      pending: { get: () => !this.#isOpen },
      remoteAddress: { get: () => (this.#isOpen ? far : undefined) },
      remoteFamily: { get: () => (this.#isOpen && far ? `IPv${net.isIP(far)}` : undefined) },
      remotePort: { get: () => (this.#isOpen ? port : undefined) },
      bytesRead: { get: () => carrier.bytesRead },
      bytesWritten: { get: () => carrier.bytesWritten },
    });
    // Once it is destroyed its owner is told; until then the carrier's failure is ours.
    carrier.on('error', (error) => this.destroy(error));
    carrier.once('close', () => this.destroy());
    carrier.on('timeout', () => this.emit('timeout'));
  }

  /** The proxy has reached the far end: from now on the carrier's bytes are the connection's. */
  open(): void {
    if (this.destroyed) return;
    const carrier = this.#carrier;
    this.#isOpen = true;
    Object.assign(this, { connecting: false });
    carrier.on('data', (bytes: Buffer) => {
      if (!this.push(bytes)) carrier.pause();
    });
    carrier.once('end', () => this.push(null));
    this.emit('connect');
    this.emit('ready');
  }

  override _read(): void {
    if (this.#isOpen) this.#carrier.resume();
  }

  override _write(bytes: Buffer | string, encoding: BufferEncoding, done: Done): void {
    this.#whenOpen(() => this.#carrier.write(bytes, encoding, done));
  }

  override _writev(
    chunks: readonly { readonly chunk: Buffer | string; readonly encoding: BufferEncoding }[],
    done: Done,
  ): void {
    this.#whenOpen(() => {
      const carrier = this.#carrier;
      carrier.cork();
      for (const [at, { chunk, encoding }] of chunks.entries())
        carrier.write(chunk, encoding, at === chunks.length - 1 ? done : undefined);
      carrier.uncork();
    });
  }

  override _final(done: Done): void {
    this.#whenOpen(() => this.#carrier.end(() => done()));
  }

  override _destroy(error: Error | null, done: Done): void {
    this.#carrier.destroy();
    super._destroy(error, done);
  }

  override resetAndDestroy(): this {
    // While it is connecting there is nothing to reset.
    if (this.#isOpen) this.#carrier.resetAndDestroy();
    return this.destroy();
  }

  override setNoDelay(noDelay?: boolean): this {
    this.#carrier.setNoDelay(noDelay);
    return this;
  }

  override setTimeout(timeoutMs: number, onTimeout?: () => void): this {
    this.#carrier.setTimeout(timeoutMs);
    if (onTimeout !== undefined) this.once('timeout', onTimeout);
    return this;
  }

  #whenOpen(act: () => void): void {
    if (this.#isOpen) act();
    else this.once('connect', act);
  }
}
