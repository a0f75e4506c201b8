import type { RemuxTarget } from '#shared/domain/playback.ts';
import {
  asWebVtt,
  maxSubtitleBytes,
  readInnerCues,
  remux,
  toWebVtt,
  type InnerSubtitle,
} from '../../media/index.ts';
import type { MediaFile } from '../../network/index.ts';
import type { Served } from '../served/served.ts';
import { noteReached, type ReachedBytes } from './reached.ts';
import type { PlayerSource, SubtitleSource } from './source.ts';

/** Files that still arrive, of which it is known how far they were read. */
const maxArriving = 100;

/** URLs of a file and of what is made from it. */
export function makeSourceServer({ served }: { readonly served: Served }) {
  const nameInUrl = (source: PlayerSource, end?: string) =>
    encodeURIComponent(end === undefined ? source.name : `${source.name.replace(/\.[^.]*$/u, '')}.${end}`);

  const arriving = new Map<string, ReachedBytes>();
  /** Undefined: the whole file is here. */
  function reachedOf(source: PlayerSource): ReachedBytes | undefined {
    if (!source.isArriving) return undefined;
    const known = arriving.get(source.key) ?? noteReached();
    arriving.delete(source.key);
    arriving.set(source.key, known);
    const [oldest] = arriving.keys();
    if (oldest !== undefined && arriving.size > maxArriving) arriving.delete(oldest);
    return known;
  }
  /** As players read it. */
  const playedFrom = (source: PlayerSource): PlayerSource => ({
    ...source,
    read: reachedOf(source)?.noting(source.read) ?? source.read,
  });

  return {
    /** The file as it is, with ranges. */
    async asIs(source: PlayerSource): Promise<string> {
      const base = await served.offer({
        key: `file ${source.key}`,
        group: source.group,
        find: (_name, revoked) => ({
          kind: 'file',
          name: source.name,
          sizeBytes: source.sizeBytes,
          version: source.key.replace(/[^\w-]/gu, '-'),
          revoked,
          onReader: source.onReader,
          open: (range, signal) => playedFrom(source).read(range, signal),
        }),
      });
      return `${base}${nameInUrl(source)}`;
    },

    /** The same in another container; begins where `?from=` says, in seconds, and keeps the times of the file. */
    async remuxed(
      source: PlayerSource,
      {
        into,
        sound,
        mediaType,
      }: { readonly into: RemuxTarget; readonly sound: number; readonly mediaType: string },
    ): Promise<string> {
      const base = await served.offer({
        key: `remux ${sound} ${source.key}`,
        group: source.group,
        find: (_name, revoked) => ({
          kind: 'made',
          mediaType,
          revoked,
          onReader: source.onReader,
          open: (fromSeconds, signal) =>
            Promise.resolve(remux({ media: playedFrom(source), into, sound, fromSeconds, signal })),
        }),
      });
      return `${base}${nameInUrl(source, into)}`;
    },

    /** Of the film itself, as WebVTT that grows while its words are found. */
    async innerSubtitle(source: PlayerSource, subtitle: InnerSubtitle): Promise<string> {
      const base = await served.offer({
        key: `words ${subtitle.track} ${source.key}`,
        group: source.group,
        find: (_name, revoked) => ({
          kind: 'made',
          mediaType: 'text/vtt; charset=utf-8',
          revoked,
          open: (_from, signal) => {
            const reached = reachedOf(source);
            return Promise.resolve(asWebVtt(readInnerCues(source, subtitle, { signal, reached })));
          },
        }),
      });
      return `${base}${nameInUrl(source, 'vtt')}`;
    },

    /** Of a file beside it, as WebVTT. */
    async subtitle(source: PlayerSource, subtitle: SubtitleSource): Promise<string> {
      const base = await served.offer({
        key: `subtitle ${subtitle.name} ${source.key}`,
        group: source.group,
        find: async (_name, revoked) => vttFile(subtitle.name, await subtitle.read(revoked), revoked),
      });
      return `${base}${encodeURIComponent(subtitle.name.replace(/\.[^.]*$/u, ''))}.vtt`;
    },
  };
}

function vttFile(name: string, bytes: Uint8Array, revoked: AbortSignal): MediaFile {
  const text = Buffer.from(toWebVtt(name, bytes.subarray(0, maxSubtitleBytes)));
  return {
    kind: 'file',
    name: `${name}.vtt`,
    mediaType: 'text/vtt; charset=utf-8',
    sizeBytes: text.length,
    version: String(text.length),
    revoked,
    open: ({ from, to }) => Promise.resolve(only(text.subarray(from, to))),
  };
}

async function* only(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(bytes);
}
