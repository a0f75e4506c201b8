import type { RemuxTarget } from '#shared/domain/playback.ts';
import { maxSubtitleBytes, remux, toWebVtt } from '../../media/index.ts';
import type { MediaFile } from '../../network/index.ts';
import type { Served } from '../served/served.ts';
import type { PlayerSource, SubtitleSource } from './source.ts';

/** URLs of a file and of what is made from it. */
export function makeSourceServer({ served }: { readonly served: Served }) {
  const nameInUrl = (source: PlayerSource, end?: string) =>
    encodeURIComponent(end === undefined ? source.name : `${source.name.replace(/\.[^.]*$/u, '')}.${end}`);

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
          open: (range, signal) => source.read(range, signal),
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
          open: (fromSeconds, signal) =>
            Promise.resolve(remux({ media: source, into, sound, fromSeconds, signal })),
        }),
      });
      return `${base}${nameInUrl(source, into)}`;
    },

    /** As WebVTT. */
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
