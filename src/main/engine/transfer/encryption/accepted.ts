import { keyBytes, makeKeyPair } from './diffie-hellman.ts';
import { maxPadBytes, type EncryptionHandshake, type Secured } from './dialled.ts';
import { makeInbox } from './inbox.ts';
import { ciphersOf, sha1, xor } from './keys.ts';
import { chooseMethod, method, type EncryptionPolicy } from './policy.ts';

interface AcceptedParts {
  readonly policy: EncryptionPolicy;
  /** How a plain link would begin; who begins so is not encrypted. */
  readonly plainBeginning: Uint8Array;
  /** Which of our torrents is called so (hiddenName()); its infohash. */
  find(hidden: Uint8Array): Uint8Array | undefined;
  randomBytes(length: number): Uint8Array;
  /** Below `end`. */
  randomInt(end: number): number;
  send(bytes: Uint8Array): void;
  /** `rest` begins with the first words that came along. */
  onDone(secured: Secured): void;
  onPlain(rest: Uint8Array): void;
  onFail(why: string): void;
}

/** A public key, paddings, hashes and first words: the dialler must wait for our choice before it says more. */
const maxInboxBytes = 16_384;

type Step = 'first' | 'key' | 'secret' | 'name' | 'offer' | 'padding' | 'words' | 'done';

/** The side that was dialled: it finds out whether the stranger speaks in the clear, and for which torrent it comes. */
export function acceptEncrypted(parts: AcceptedParts): EncryptionHandshake {
  const { policy, plainBeginning, find, randomBytes, randomInt, send, onDone, onPlain, onFail } = parts;
  const inbox = makeInbox(maxInboxBytes);
  let step: Step = 'first';
  let secret: Uint8Array | undefined;
  let ciphers: ReturnType<typeof ciphersOf> | undefined;
  let offered = 0;
  let padding = 0;
  let firstWords = 0;

  function stop(why: string): false {
    step = 'done';
    ciphers?.fromDialler.release();
    ciphers?.toDialler.release();
    onFail(why);
    return false;
  }

  function decrypted(length: number): Uint8Array {
    const bytes = inbox.take(length);
    ciphers?.fromDialler.apply(bytes);
    return bytes;
  }

  function answer(): false {
    const chosen = chooseMethod(policy, offered);
    if (chosen === undefined || ciphers === undefined) return stop('It offers nothing that will do.');
    const words = Buffer.alloc(8 + 4 + 2);
    words.writeUInt32BE(chosen, 8);
    const { fromDialler: decrypt, toDialler: encrypt } = ciphers;
    encrypt.apply(words);
    send(words);
    const first = decrypted(firstWords);
    const later = inbox.take(inbox.length);
    step = 'done';
    if (chosen === method.rc4) {
      decrypt.apply(later);
      onDone({ decrypt, encrypt, rest: Buffer.concat([first, later]) });
    } else {
      decrypt.release();
      encrypt.release();
      onDone({ decrypt: undefined, encrypt: undefined, rest: Buffer.concat([first, later]) });
    }
    return false;
  }

  /** @returns whether another step may be possible */
  function advance(): boolean {
    switch (step) {
      case 'first':
        if (inbox.mayBeginWith(plainBeginning)) {
          if (inbox.length < plainBeginning.length) return false;
          if (policy === 'required') return stop('It does not encrypt.');
          step = 'done';
          onPlain(inbox.take(inbox.length));
          return false;
        }
        step = 'key';
        return true;
      case 'key': {
        if (inbox.length < keyBytes) return false;
        const keys = makeKeyPair();
        secret = keys.secretWith(inbox.take(keyBytes));
        if (secret === undefined) return stop('It sent no key.');
        send(Buffer.concat([keys.publicKey, randomBytes(randomInt(maxPadBytes + 1))]));
        step = 'secret';
        return true;
      }
      case 'secret': {
        if (secret === undefined) return stop('There is no secret.');
        const at = inbox.find(sha1('req1', secret));
        if (at === -1) return inbox.length > maxPadBytes + 20 ? stop('It speaks another protocol.') : false;
        if (at > maxPadBytes) return stop('Its padding is too long.');
        inbox.take(at + 20);
        step = 'name';
        return true;
      }
      case 'name': {
        if (inbox.length < 20 || secret === undefined) return false;
        const infoHash = find(xor(inbox.take(20), sha1('req3', secret)));
        if (infoHash === undefined) return stop('It asks for another torrent.');
        ciphers = ciphersOf(secret, infoHash);
        step = 'offer';
        return true;
      }
      case 'offer': {
        if (inbox.length < 14) return false;
        const words = decrypted(14);
        const view = new DataView(words.buffer, words.byteOffset);
        offered = view.getUint32(8);
        padding = view.getUint16(12);
        const isVerified = words.subarray(0, 8).every((byte) => byte === 0);
        if (!isVerified || padding > maxPadBytes) return stop('It speaks another protocol.');
        step = 'padding';
        return true;
      }
      case 'padding': {
        if (inbox.length < padding + 2) return false;
        const words = decrypted(padding + 2);
        firstWords = new DataView(words.buffer, words.byteOffset).getUint16(padding);
        if (firstWords > maxInboxBytes / 2) return stop('Its first words are too long.');
        step = 'words';
        return true;
      }
      case 'words':
        return inbox.length < firstWords ? false : answer();
      case 'done':
        return false;
      default:
        return step satisfies never;
    }
  }

  return {
    receive(bytes) {
      if (step === 'done') return;
      if (
        step === 'first' &&
        inbox.length === 0 &&
        policy !== 'required' &&
        beginsWith(bytes, plainBeginning)
      ) {
        step = 'done';
        onPlain(bytes);
        return;
      }
      if (!inbox.add(bytes)) return void stop('It sends without end.');
      while (advance());
    },
  };
}

function beginsWith(bytes: Uint8Array, beginning: Uint8Array): boolean {
  return bytes.length >= beginning.length && beginning.every((byte, at) => byte === bytes[at]);
}
