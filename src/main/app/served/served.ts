import { createHash, randomBytes } from 'node:crypto';
import { openMediaDoor, type MediaDoor, type ServedMedia } from '../../network/index.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';

/** Under one token: what is found at each name below it. */
export interface Offer {
  /** The same key has the same URL until it is withdrawn. */
  readonly key: string;
  /** What is withdrawn together, like all files of a torrent. */
  readonly group: string;
  /** @param revoked of this offer */
  find(name: string, revoked: AbortSignal): ServedMedia | undefined | Promise<ServedMedia | undefined>;
}

/** All that players on this computer may read: one door, and a secret in each URL that ends with the process. */
export interface Served extends AsyncDisposable {
  /** Undefined while nothing listens. */
  origin(): string | undefined;
  /** Nothing listens before the first. @returns a URL that ends with `/`; a name follows */
  offer(offer: Offer): Promise<string>;
  /** These URLs are nothing any more, and who reads by one is cut off. */
  withdraw(group: string): void;
}

interface Offered {
  readonly offer: Offer;
  readonly closing: AbortController;
}

export function makeServed({
  logger,
  pageOrigins,
}: {
  readonly logger: Logger;
  readonly pageOrigins: readonly string[];
}): Served {
  /** By the digest of the token: looking one up says nothing about how much of it was right. */
  const offered = new Map<string, Offered>();
  const tokens = new Map<string, string>();
  let door: Promise<MediaDoor> | undefined;
  let origin: string | undefined;

  function openDoor(): Promise<MediaDoor> {
    door ??= openMediaDoor({
      find(token, name) {
        const one = offered.get(digestOf(token));
        return one?.offer.find(name, one.closing.signal);
      },
      pageOrigins,
      onError: (error) => logger.error('stream.failed', { error: errorLabel(error) }),
    });
    // Another attempt may go better.
    door.catch(() => (door = undefined));
    return door;
  }

  function tokenFor(offer: Offer): string {
    const known = tokens.get(offer.key);
    if (known !== undefined) return known;
    const token = randomBytes(32).toString('base64url');
    tokens.set(offer.key, token);
    offered.set(digestOf(token), { offer, closing: new AbortController() });
    return token;
  }

  return {
    origin: () => origin,
    async offer(offer) {
      origin = (await openDoor()).origin;
      return `${origin}/${tokenFor(offer)}/`;
    },
    withdraw(group) {
      for (const [digest, { offer, closing }] of offered) {
        if (offer.group !== group) continue;
        offered.delete(digest);
        tokens.delete(offer.key);
        closing.abort();
      }
    },
    async [Symbol.asyncDispose]() {
      for (const { closing } of offered.values()) closing.abort();
      offered.clear();
      tokens.clear();
      await (await door?.catch(() => undefined))?.[Symbol.asyncDispose]();
    },
  };
}

const digestOf = (token: string) => createHash('sha256').update(token).digest('hex');
