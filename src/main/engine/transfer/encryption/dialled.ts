import { makeKeyPair, keyBytes } from './diffie-hellman.ts';
import { makeInbox } from './inbox.ts';
import { ciphersOf, hiddenName, sha1, xor } from './keys.ts';
import { method, offeredMethods, type EncryptionPolicy } from './policy.ts';
import type { Rc4 } from './rc4.ts';

/** How the handshake came out. */
export interface Secured {
  /** Undefined: both agreed to go on in the clear. */
  readonly decrypt: Rc4 | undefined;
  readonly encrypt: Rc4 | undefined;
  /** What has come already of what follows, decrypted. */
  readonly rest: Uint8Array;
}

/** One side of the handshake of message stream encryption (MSE/PE). */
export interface EncryptionHandshake {
  receive(bytes: Uint8Array): void;
}

interface DialledParts {
  readonly policy: EncryptionPolicy;
  /** 20 bytes: who does not know it learns nothing. */
  readonly infoHash: Uint8Array;
  /** Sent along with the last message: our first words, encrypted. */
  readonly firstWords: Uint8Array;
  randomBytes(length: number): Uint8Array;
  /** Below `end`. */
  randomInt(end: number): number;
  send(bytes: Uint8Array): void;
  onDone(secured: Secured): void;
  onFail(why: string): void;
}

export const maxPadBytes = 512;
/** Behind its choice the other side may say at once all that it has, as much as one read brings. */
const maxInboxBytes = 512 * 1024;
export const verification = new Uint8Array(8);

type Step = 'key' | 'verification' | 'choice' | 'padding' | 'done';

export function dialEncrypted(parts: DialledParts): EncryptionHandshake {
  const { policy, infoHash, firstWords, randomBytes, randomInt, send, onDone, onFail } = parts;
  const keys = makeKeyPair();
  const inbox = makeInbox(maxInboxBytes);
  let step: Step = 'key';
  let ciphers: ReturnType<typeof ciphersOf> | undefined;
  let sought = verification;
  let chosen = 0;
  let padding = 0;

  function fail(why: string): void {
    step = 'done';
    ciphers?.fromDialler.release();
    ciphers?.toDialler.release();
    onFail(why);
  }

  send(Buffer.concat([keys.publicKey, randomBytes(randomInt(maxPadBytes + 1))]));

  /** @returns whether another step may be possible */
  function advance(): boolean {
    switch (step) {
      case 'key': {
        if (inbox.length < keyBytes) return false;
        const secret = keys.secretWith(inbox.take(keyBytes));
        if (secret === undefined) return stop('It sent no key.');
        ciphers = ciphersOf(secret, infoHash);
        const words = Buffer.alloc(8 + 4 + 2 + 2 + firstWords.length);
        words.writeUInt32BE(offeredMethods(policy), 8);
        words.writeUInt16BE(firstWords.length, 14);
        words.set(firstWords, 16);
        ciphers.fromDialler.apply(words);
        send(Buffer.concat([sha1('req1', secret), xor(hiddenName(infoHash), sha1('req3', secret)), words]));
        // What eight zeros look like when it sends them.
        sought = new Uint8Array(8);
        ciphers.toDialler.apply(sought);
        step = 'verification';
        return true;
      }
      case 'verification': {
        const at = inbox.find(sought);
        if (at === -1) return inbox.length > maxPadBytes + 8 ? stop('It speaks another protocol.') : false;
        if (at > maxPadBytes) return stop('Its padding is too long.');
        inbox.take(at + 8);
        step = 'choice';
        return true;
      }
      case 'choice': {
        if (inbox.length < 6) return false;
        const words = inbox.take(6);
        ciphers?.toDialler.apply(words);
        const view = new DataView(words.buffer, words.byteOffset);
        chosen = view.getUint32(0);
        padding = view.getUint16(4);
        const isOffered =
          (chosen === method.plain || chosen === method.rc4) && (chosen & offeredMethods(policy)) !== 0;
        if (!isOffered || padding > maxPadBytes) return stop('It chose what was not offered.');
        step = 'padding';
        return true;
      }
      case 'padding': {
        if (inbox.length < padding || ciphers === undefined) return false;
        ciphers.toDialler.apply(inbox.take(padding));
        step = 'done';
        const rest = inbox.take(inbox.length);
        const { fromDialler: encrypt, toDialler: decrypt } = ciphers;
        if (chosen === method.rc4) {
          decrypt.apply(rest);
          onDone({ decrypt, encrypt, rest });
        } else {
          decrypt.release();
          encrypt.release();
          onDone({ decrypt: undefined, encrypt: undefined, rest });
        }
        return false;
      }
      case 'done':
        return false;
      default:
        return step satisfies never;
    }
  }

  function stop(why: string): false {
    fail(why);
    return false;
  }

  return {
    receive(bytes) {
      if (step === 'done') return;
      if (!inbox.add(bytes)) {
        fail('It sends without end.');
        return;
      }
      while (advance());
    },
  };
}
