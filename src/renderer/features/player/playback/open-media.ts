import type { Api } from '#shared/contract/api.ts';
import type { Client } from '#shared/contract/define.ts';
import type { Playable } from '#shared/contract/player.ts';
import type { Text } from '../../../i18n/index.ts';
import type { Entry } from '../../../state/player/play-queue.ts';
import type { WhatPlays } from '../../../state/player/what-plays.ts';

export interface MediaOpener {
  /** @throws what the core says, and the signal's reason */
  open(entry: Entry<WhatPlays>, audioTrack: number, signal: AbortSignal): Promise<Playable>;
  /** Why it cannot be played here, as a sentence; undefined where it can, or where only trying tells. */
  whyNot(playable: Playable): string | undefined;
}

interface OpenerParts {
  readonly client: Client<Api>;
  readonly t: Text['t'];
  /** Any element: what it says holds for the browser. */
  readonly video: HTMLVideoElement;
}

/** Asks the core for what is to be played, and the browser whether it can play that. */
export function makeMediaOpener({ client, t, video }: OpenerParts): MediaOpener {
  /** The last one that a person asked for. Opened again, it does not undo that somebody has paused its transfer meanwhile. */
  let askedFor: number | undefined;

  return {
    open({ key, what }, audioTrack, signal) {
      if (what.kind === 'item') return client['player.open']({ id: what.id, audioTrack }, { signal });
      const { torrentId, file } = what;
      const resumes = askedFor !== key;
      askedFor = key;
      return client['player.openTorrentFile']({ torrentId, file, resumes, audioTrack }, { signal });
    },
    whyNot({ cannotPlay, mediaType }) {
      if (cannotPlay !== null) return cannotPlay;
      const isKnown = mediaType !== null && video.canPlayType(mediaType) !== '';
      // A container that the browser does not name may still play: only a codec that it denies does not.
      return mediaType?.includes('codecs=') === true && !isKnown ? t('player.trouble.codec') : undefined;
    },
  };
}
