import { lengthRules, messageId } from './messages.ts';

/** What comes out of a stream of messages. Bytes are lent until the call returns. */
export interface MessageSink {
  onMessage(id: number, body: Uint8Array): void;
  onBlockBegin(piece: number, begin: number, length: number): void;
  /** In order, in as many parts as they come. */
  onBlockBytes(bytes: Uint8Array): void;
  onBlockEnd(): void;
}

export interface Parser {
  /** Undefined, or what the peer did that no message may: the rest of the stream means nothing then. */
  read(bytes: Uint8Array): string | undefined;
  /** Known from here on; before, a bitfield of any sensible length is taken. */
  expectPieces(pieceCount: number): void;
  /** Also from within a call to the sink: nothing more comes out. */
  stop(): void;
}

/** Length, kind, piece and begin: as far as a block's head goes. */
const blockHeadBytes = 13;

type Mode = 'head' | 'body' | 'block' | 'skip';

/**
 * Cuts a stream into messages without joining parts of it: heads are gathered in 13 bytes, short bodies lie in the
 * stream as they are, blocks are passed on part by part. A length is checked before anything is kept for it.
 */
export function makeParser(sink: MessageSink): Parser {
  const head = new Uint8Array(blockHeadBytes);
  const headView = new DataView(head.buffer);
  let rules = lengthRules(0);
  let mode: Mode = 'head';
  let headFill = 0;
  /** Of the message whose body is being read. */
  let id = 0;
  let body = new Uint8Array(0);
  let bodyFill = 0;
  /** Of a block, or of what is skipped. */
  let remaining = 0;
  let isStopped = false;

  /** How many bytes of head the message at hand has; 0: not told yet. */
  function wantedHead(): number {
    if (headFill < 4) return 4;
    const length = headView.getUint32(0);
    if (length === 0) return 4;
    const isBlock = headFill >= 5 && head[4] === messageId.piece;
    // One that is too short for its head is found out without waiting for the rest of it.
    return isBlock && isAllowed(messageId.piece, length) ? blockHeadBytes : 5;
  }

  function isAllowed(kind: number, length: number): boolean {
    const rule = rules[kind];
    return rule !== undefined && length >= rule.min && length <= rule.max;
  }

  /** The head is whole. */
  function begin(): string | undefined {
    const length = headView.getUint32(0);
    id = head[4] ?? 0;
    headFill = 0;
    if (!isAllowed(id, length)) return `a message of kind ${id} with ${length} bytes`;
    if (id === messageId.piece) {
      remaining = length - 9;
      mode = 'block';
      sink.onBlockBegin(headView.getUint32(5), headView.getUint32(9), remaining);
      if (remaining === 0) endBlock();
    } else if (isKnown(id)) {
      bodyFill = 0;
      remaining = length - 1;
      if (remaining === 0) sink.onMessage(id, nothing);
      else mode = 'body';
    } else {
      remaining = length - 1;
      if (remaining > 0) mode = 'skip';
    }
    return undefined;
  }

  function endBlock(): void {
    mode = 'head';
    sink.onBlockEnd();
  }

  function readHead(bytes: Uint8Array, from: number): number {
    let at = from;
    for (let wanted = wantedHead(); headFill < wanted && at < bytes.length; wanted = wantedHead())
      head[headFill++] = bytes[at++] ?? 0;
    return at;
  }

  function readBody(bytes: Uint8Array, from: number): number {
    const there = Math.min(remaining - bodyFill, bytes.length - from);
    if (bodyFill === 0 && there === remaining) {
      mode = 'head';
      sink.onMessage(id, bytes.subarray(from, from + there));
      return from + there;
    }
    if (bodyFill === 0) body = new Uint8Array(remaining);
    body.set(bytes.subarray(from, from + there), bodyFill);
    bodyFill += there;
    if (bodyFill === remaining) {
      mode = 'head';
      const whole = body;
      body = nothing;
      sink.onMessage(id, whole);
    }
    return from + there;
  }

  function readAll(bytes: Uint8Array): string | undefined {
    let at = 0;
    while (at < bytes.length && !isStopped) {
      if (mode === 'head') {
        at = readHead(bytes, at);
        if (headFill < wantedHead()) break;
        if (headFill === 4) {
          headFill = 0; // keep-alive
          continue;
        }
        const wrong = begin();
        if (wrong !== undefined) return wrong;
      } else if (mode === 'body') {
        at = readBody(bytes, at);
      } else {
        const there = Math.min(remaining, bytes.length - at);
        if (mode === 'block') sink.onBlockBytes(bytes.subarray(at, at + there));
        at += there;
        remaining -= there;
        if (remaining > 0) continue;
        if (mode === 'block') endBlock();
        else mode = 'head';
      }
    }
    return undefined;
  }

  return {
    read(bytes) {
      const wrong = readAll(bytes);
      if (wrong !== undefined) isStopped = true;
      return wrong;
    },
    expectPieces(pieceCount) {
      rules = lengthRules(pieceCount);
    },
    stop() {
      isStopped = true;
    },
  };
}

const nothing = new Uint8Array(0);

const known = new Set<number>(Object.values(messageId));

function isKnown(id: number): boolean {
  return known.has(id);
}
