import type { Channel } from '../channel.ts';
import type { Arenas } from '../buffers/arenas.ts';
import { messageId } from './messages.ts';
import { makeParser, type MessageSink } from './parser.ts';
import { makeWriter, type Writer } from './writer.ts';

/** Why a link ended. `violation`: it said what no peer may say. */
export type LinkEnd = 'closed' | 'failed' | 'violation' | 'ours';

/** What is heard on a link after the handshake. Bytes are lent until the call returns. */
export interface WireListener {
  onChoke(): void;
  onUnchoke(): void;
  onInterested(isInterested: boolean): void;
  onHave(piece: number): void;
  onBitfield(bits: Uint8Array): void;
  onHaveAll(): void;
  onHaveNone(): void;
  onRequest(piece: number, begin: number, length: number): void;
  onCancel(piece: number, begin: number, length: number): void;
  onReject(piece: number, begin: number, length: number): void;
  onAllowedFast(piece: number): void;
  onPort(port: number): void;
  onExtended(id: number, body: Uint8Array): void;
  onBlockBegin(piece: number, begin: number, length: number): void;
  onBlockBytes(bytes: Uint8Array): void;
  onBlockEnd(): void;
  /** All that came with one read has been heard; `received` bytes, of every kind. */
  onQuiet(received: number): void;
  /** Some of what was written has been sent. */
  onSent(): void;
  /** Once; nothing is heard after it. */
  onEnd(how: LinkEnd, why: string): void;
}

/** Messages to and from one peer whose handshake is done. */
export interface Wire {
  readonly channel: Channel;
  readonly writer: Writer;
  readonly isOver: boolean;
  /** Takes what the channel brings, decrypted. */
  read(bytes: Uint8Array): void;
  /** The channel has ended by itself. */
  ended(error?: Error): void;
  /** From here on, what is said is heard. */
  listen(listener: WireListener): void;
  expectPieces(pieceCount: number): void;
  /** Called when it is over, whoever ends it. */
  onceOver(listener: () => void): void;
  /** Ends the link at once. */
  destroy(how: LinkEnd, why: string): void;
}

export function makeWire({ channel, arenas }: { readonly channel: Channel; readonly arenas: Arenas }): Wire {
  let listener: WireListener | undefined;
  let isOver = false;
  let whenOver: (() => void) | undefined;

  const writer = makeWriter({ channel, arenas, onSent: () => listener?.onSent() });

  const sink: MessageSink = {
    onMessage(id, body) {
      if (listener !== undefined) hear(listener, id, body);
    },
    onBlockBegin: (piece, begin, length) => listener?.onBlockBegin(piece, begin, length),
    onBlockBytes: (bytes) => listener?.onBlockBytes(bytes),
    onBlockEnd: () => listener?.onBlockEnd(),
  };
  const parser = makeParser(sink);

  function end(how: LinkEnd, why: string): void {
    if (isOver) return;
    isOver = true;
    parser.stop();
    writer.end();
    channel.destroy();
    whenOver?.();
    listener?.onEnd(how, why);
  }

  return {
    channel,
    writer,
    get isOver() {
      return isOver;
    },
    read(bytes) {
      const wrong = parser.read(bytes);
      if (wrong !== undefined) end('violation', `The peer sent ${wrong}.`);
      if (!isOver) listener?.onQuiet(bytes.length);
    },
    ended: (error) => end(error === undefined ? 'closed' : 'failed', error?.message ?? 'The peer hung up.'),
    listen(next) {
      listener = next;
    },
    onceOver(next) {
      whenOver = next;
    },
    expectPieces: (pieceCount) => parser.expectPieces(pieceCount),
    destroy: end,
  };
}

/** The parser has seen to it that each body is as long as its kind asks. */
function hear(listener: WireListener, id: number, body: Uint8Array): void {
  switch (id) {
    case messageId.choke:
      return listener.onChoke();
    case messageId.unchoke:
      return listener.onUnchoke();
    case messageId.interested:
      return listener.onInterested(true);
    case messageId.notInterested:
      return listener.onInterested(false);
    case messageId.have:
      return listener.onHave(uint32(body, 0));
    case messageId.bitfield:
      return listener.onBitfield(body);
    case messageId.request:
      return listener.onRequest(uint32(body, 0), uint32(body, 4), uint32(body, 8));
    case messageId.cancel:
      return listener.onCancel(uint32(body, 0), uint32(body, 4), uint32(body, 8));
    case messageId.reject:
      return listener.onReject(uint32(body, 0), uint32(body, 4), uint32(body, 8));
    case messageId.port:
      return listener.onPort(((body[0] ?? 0) << 8) | (body[1] ?? 0));
    case messageId.haveAll:
      return listener.onHaveAll();
    case messageId.haveNone:
      return listener.onHaveNone();
    case messageId.allowedFast:
      return listener.onAllowedFast(uint32(body, 0));
    case messageId.extended:
      return listener.onExtended(body[0] ?? 0, body.subarray(1));
    default: // suggest: the picker knows better
  }
}

function uint32(bytes: Uint8Array, at: number): number {
  const high = (bytes[at] ?? 0) * 0x1_00_00_00;
  return high + (((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
}
