import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Playable, playerApi } from '#shared/contract/player.ts';
import { mediaTypeOf } from '#shared/domain/media-type.ts';
import type { RemuxTarget } from '#shared/domain/playback.ts';
import type { ProbedMedia, ProbedSound } from '../../media/index.ts';
import type { Served } from '../served/served.ts';
import type { LibraryFiles } from './library-files.ts';
import { makeLookInside } from './look-inside.ts';
import { makeSourceServer } from './serve-source.ts';
import type { PlayerSource } from './source.ts';
import { sourceInLibrary } from './source-in-library.ts';
import type { TorrentSources } from './torrent-sources.ts';
import { innerSubtitleLabel, languageName, subtitleLabel, toldApart } from './subtitle-names.ts';
import { makeTextsInside } from './texts-inside.ts';

interface PlayerParts {
  readonly library: LibraryFiles;
  readonly torrents: TorrentSources;
  readonly served: Served;
}

type PlayerHandlers = Handlers<typeof playerApi>;

/** Opens files for players: says where their bytes are, and what is in them. */
export function makePlayer({ library, torrents, served }: PlayerParts): PlayerHandlers {
  const lookInside = makeLookInside();
  const textsInside = makeTextsInside();
  const server = makeSourceServer({ served });

  async function describe(source: PlayerSource, sound: number, signal: AbortSignal): Promise<Playable> {
    const [{ probed, how, cannotPlay }, inside] = await Promise.all([
      lookInside(source, sound, signal),
      textsInside(source, signal),
    ]);
    const { url, mediaType } =
      how?.how === 'remux'
        ? await remuxed(source, { into: how.into, sound, probed })
        : { url: await server.asIs(source), mediaType: typeAsIs(source, probed) };
    const beside = source.subtitles.map(async (subtitle) => ({
      label: subtitleLabel(subtitle),
      language: subtitle.language,
      url: await server.subtitle(source, subtitle),
    }));
    const within = inside.subtitles.map(async (subtitle, index) => ({
      label: innerSubtitleLabel(subtitle, index),
      language: subtitle.language,
      url: await server.innerSubtitle(source, subtitle),
    }));
    return {
      title: source.title,
      url,
      mediaType: cannotPlay === null ? mediaType : null,
      how: how?.how === 'remux' ? 'remuxed' : 'as-is',
      cannotPlay,
      durationSeconds: probed?.durationSeconds ?? null,
      positionSeconds: null,
      subtitles: toldApart(await Promise.all([...beside, ...within])),
      audioTracks: (probed?.sounds ?? []).map((each, index) => ({ index, label: soundLabel(each, index) })),
      chapters: [...inside.chapters],
      part: null,
      replayGain: null,
    };
  }

  async function remuxed(
    source: PlayerSource,
    { into, sound, probed }: { into: RemuxTarget; sound: number; probed: ProbedMedia | undefined },
  ) {
    const kind = probed?.video == null ? 'audio' : 'video';
    const mediaType = typeWith(`${kind}/${into}`, probed, sound);
    return { url: await server.remuxed(source, { into, sound, mediaType }), mediaType };
  }

  return {
    'player.open': async ({ id, audioTrack = 0 }, { signal }) => {
      const file = library.playable(id);
      if (file === undefined) throw new AppError('not-found', 'This is no longer in the library.');
      const { positionSeconds, chapters, part, replayGain, durationSeconds } = file;
      const described = await describe(await sourceInLibrary(file), audioTrack, signal);
      return {
        ...described,
        durationSeconds: described.durationSeconds ?? durationSeconds,
        positionSeconds,
        // Those of a whole file are not those of a part of it.
        chapters: part !== null ? [] : described.chapters.length > 0 ? described.chapters : [...chapters],
        part,
        replayGain,
      };
    },
    'player.openTorrentFile': async ({ torrentId, file, resumes, audioTrack = 0 }, { signal }) => {
      if (resumes) await torrents.resumeFor(torrentId, file);
      return describe(torrents.open(torrentId, file), audioTrack, signal);
    },
  };
}

function typeAsIs(source: PlayerSource, probed: ProbedMedia | undefined): string | null {
  const type = mediaTypeOf(source.name);
  if (type === undefined || probed === undefined) return type ?? null;
  return typeWith(type, probed, 0);
}

/** With its codecs (RFC 6381), so that a page can ask its browser before it plays. */
function typeWith(type: string, probed: ProbedMedia | undefined, sound: number): string {
  const codecs = [probed?.video?.codecParameter, probed?.sounds[sound]?.codecParameter].filter(
    (codec) => codec != null,
  );
  return codecs.length === 0 ? type : `${type}; codecs="${codecs.join(', ')}"`;
}

function soundLabel({ title, language }: ProbedSound, index: number): string {
  const name = language === null ? undefined : languageName(language);
  const parts = [name, title ?? undefined].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? `Sound ${index + 1}` : parts.join(' – ');
}
