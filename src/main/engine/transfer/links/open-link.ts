import type { Arenas } from '../buffers/index.ts';
import type { Channel } from '../channel.ts';
import { makeGreeting, type Greeted, type Introduction } from '../wire/index.ts';

/** A link that is being opened. */
export interface Opening {
  destroy(why: string): void;
}

interface OpenLinkParts {
  readonly channel: Channel;
  readonly arenas: Arenas;
  /** Whom we want to speak to, where we dialled; undefined: a stranger dialled us. */
  readonly ours: Introduction | undefined;
  find(infoHash: Uint8Array): Introduction | undefined;
  /** Once, unless onFail is called. */
  onGreeted(greeted: Greeted): void;
  onFail(why: string): void;
}

/** From a channel to a peer that has introduced itself. */
export function openLink({ channel, arenas, ours, find, onGreeted, onFail }: OpenLinkParts): Opening {
  const greeting = makeGreeting({
    channel,
    arenas,
    ciphers: undefined,
    ours,
    isOursSent: false,
    find,
    onGreeted,
    onFail,
  });
  channel.start({
    onBytes: (bytes) => greeting.read(bytes),
    onEnd: (error) => greeting.ended(error),
  });
  return { destroy: (why) => greeting.destroy(why) };
}
