import { randomBytes, randomInt } from 'node:crypto';
import type { Arenas } from '../buffers/index.ts';
import type { Channel } from '../channel.ts';
import {
  acceptEncrypted,
  dialEncrypted,
  type EncryptionHandshake,
  type EncryptionPolicy,
  type LinkMode,
  type Secured,
} from '../encryption/index.ts';
import {
  encodeHandshake,
  makeGreeting,
  protocol,
  type Greeted,
  type Greeting,
  type Introduction,
} from '../wire/index.ts';

/** A link that is being opened. */
export interface Opening {
  destroy(why: string): void;
}

interface OpenLinkParts {
  readonly channel: Channel;
  readonly arenas: Arenas;
  readonly policy: EncryptionPolicy;
  readonly role:
    | { readonly kind: 'dialled'; readonly ours: Introduction; readonly mode: LinkMode }
    | {
        readonly kind: 'accepted';
        find(infoHash: Uint8Array): Introduction | undefined;
        /** By the name that an encrypted stranger says (hiddenName()). @returns its infohash */
        findHidden(hidden: Uint8Array): Uint8Array | undefined;
      };
  /** Once, unless onFail is called. */
  onGreeted(greeted: Greeted): void;
  onFail(why: string): void;
}

/** From a channel to a peer that has introduced itself, encrypted or not as the profile wants. */
export function openLink({ channel, arenas, policy, role, onGreeted, onFail }: OpenLinkParts): Opening {
  let greeting: Greeting | undefined;
  let encryption: EncryptionHandshake | undefined;

  function greet(secured: Secured | undefined, isOursSent: boolean): void {
    const { decrypt, encrypt } = secured ?? {};
    greeting = makeGreeting({
      channel,
      arenas,
      ciphers: decrypt && encrypt && { decrypt, encrypt },
      ours: role.kind === 'dialled' ? role.ours : undefined,
      isOursSent,
      find: role.kind === 'dialled' ? () => role.ours : role.find,
      onGreeted,
      onFail,
    });
    // What came along is decrypted already.
    if (secured !== undefined && secured.rest.length > 0) greeting.readDecrypted(secured.rest);
  }

  function fail(why: string): void {
    channel.destroy();
    onFail(why);
  }

  const common = {
    policy,
    randomBytes: (length: number) => randomBytes(length),
    randomInt: (end: number) => randomInt(end),
    send: (bytes: Uint8Array) => channel.write(bytes, () => undefined),
    onFail: fail,
  };

  if (role.kind === 'accepted') {
    encryption = acceptEncrypted({
      ...common,
      plainBeginning: protocol,
      find: (hidden) => role.findHidden(hidden),
      onDone: (secured) => greet(secured, false),
      onPlain(rest) {
        greet(undefined, false);
        greeting?.read(rest);
      },
    });
  } else if (role.mode === 'encrypted') {
    encryption = dialEncrypted({
      ...common,
      infoHash: role.ours.infoHash,
      firstWords: encodeHandshake(role.ours),
      onDone: (secured) => greet(secured, true),
    });
  } else {
    greet(undefined, false);
  }

  channel.start({
    onBytes(bytes) {
      if (greeting === undefined) encryption?.receive(bytes);
      else greeting.read(bytes);
    },
    onEnd(error) {
      if (greeting === undefined) fail(error?.message ?? 'It hung up.');
      else greeting.ended(error);
    },
  });
  return {
    destroy(why) {
      if (greeting === undefined) fail(why);
      else greeting.destroy(why);
    },
  };
}
