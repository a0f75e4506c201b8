import type { Arenas } from '../buffers/arenas.ts';
import type { Channel } from '../channel.ts';
import { encodeHandshake, handshakeBytes, mayBecomeHandshake, parseHandshake } from './handshake.ts';
import type { Handshake, Spoken } from './handshake.ts';
import { makeWire, type Wire } from './wire.ts';

/** How one of our torrents introduces itself. */
export interface Introduction {
  readonly infoHash: Uint8Array;
  readonly peerId: Uint8Array;
  readonly speaks: Spoken;
}

export interface Greeted {
  readonly wire: Wire;
  readonly theirs: Handshake;
  readonly isEncrypted: boolean;
}

/** What undoes and does encryption, in place, for as long as the link lasts. */
export interface Ciphers {
  readonly decrypt: Cipher;
  readonly encrypt: Cipher;
}

interface Cipher {
  apply(bytes: Uint8Array): void;
  release(): void;
}

export interface Greeting {
  /** What comes from now on, as it comes. */
  read(bytes: Uint8Array): void;
  /** What had come before, decrypted already. */
  readDecrypted(bytes: Uint8Array): void;
  ended(error?: Error): void;
  destroy(why: string): void;
}

interface GreetingParts {
  readonly channel: Channel;
  readonly arenas: Arenas;
  readonly ciphers: Ciphers | undefined;
  /** Ours, where we dialled: it is sent at once, unless it went along with the encryption's last message. */
  readonly ours: Introduction | undefined;
  readonly isOursSent: boolean;
  /** Who is meant by a stranger; undefined: nobody here. */
  find(infoHash: Uint8Array): Introduction | undefined;
  /** Called with the wire that has not been listened to yet: whatever follows at once is heard. */
  onGreeted(greeted: Greeted): void;
  onFail(why: string): void;
}

/** Exchanges handshakes (BEP 3) over a channel; whatever comes behind them goes to the wire. */
export function makeGreeting(parts: GreetingParts): Greeting {
  const { channel, arenas, ciphers, ours, find, onGreeted, onFail } = parts;
  const wire = makeWire({ channel, arenas });
  const received = new Uint8Array(handshakeBytes);
  let filled = 0;
  let isDone = false;
  let hasFailed = false;

  if (ciphers !== undefined) {
    wire.writer.encryptWith((bytes) => ciphers.encrypt.apply(bytes));
    wire.onceOver(() => {
      ciphers.encrypt.release();
      ciphers.decrypt.release();
    });
  }
  if (ours !== undefined && !parts.isOursSent) introduce(ours);

  function introduce(introduction: Introduction): void {
    wire.writer.raw(encodeHandshake(introduction));
  }

  function fail(why: string): void {
    if (isDone || hasFailed) return;
    hasFailed = true;
    wire.destroy('ours', why);
    onFail(why);
  }

  function greet(): void {
    const theirs = parseHandshake(received);
    const meant = ours ?? find(theirs.infoHash);
    if (meant === undefined || !equal(meant.infoHash, theirs.infoHash))
      return fail('It asks for another torrent.');
    if (equal(meant.peerId, theirs.peerId)) return fail('That is this Warren itself.');
    isDone = true;
    if (ours === undefined) introduce(meant);
    onGreeted({ wire, theirs, isEncrypted: ciphers !== undefined });
  }

  function readDecrypted(bytes: Uint8Array): void {
    if (isDone) return wire.read(bytes);
    if (hasFailed) return;
    const taken = Math.min(handshakeBytes - filled, bytes.length);
    received.set(bytes.subarray(0, taken), filled);
    filled += taken;
    if (!mayBecomeHandshake(received.subarray(0, filled))) return fail('It speaks another protocol.');
    if (filled < handshakeBytes) return;
    greet();
    if (taken < bytes.length && !wire.isOver) wire.read(bytes.subarray(taken));
  }

  return {
    read(bytes) {
      if (wire.isOver) return;
      ciphers?.decrypt.apply(bytes);
      readDecrypted(bytes);
    },
    readDecrypted,
    ended(error) {
      if (isDone) wire.ended(error);
      else fail(error?.message ?? 'It hung up.');
    },
    destroy(why) {
      if (isDone) wire.destroy('ours', why);
      else fail(why);
    },
  };
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
