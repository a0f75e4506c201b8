import type { IAudioMetadata } from 'music-metadata';
import type { AudioFacts, ReplayGain } from '#shared/domain/library/media-facts.ts';
import { cleanInt, cleanNumber, cleanText, cleanTexts } from '../reading/clean-text.ts';
import { makeLatin1Mender } from '../reading/decode-text.ts';

/** Kinds of tags whose bytes say Latin-1 and mean what the writer's computer was set to. */
const saidToBeLatin1 = new Set<string>(['ID3v1', 'ID3v2.2', 'ID3v2.3', 'ID3v2.4', 'exif', 'AIFF']);

/** A hundred days; longer is a mistake in a header. */
const maxSeconds = 100 * 86_400;

export function audioFactsOf({ common, format }: IAudioMetadata): AudioFacts {
  const { tagTypes } = format;
  const all = [common.title, common.artist, common.album, common.albumartist, common.composer, common.genre];
  const isLatin1 = tagTypes.length > 0 && tagTypes.every((type) => saidToBeLatin1.has(type));
  const mend = isLatin1
    ? makeLatin1Mender(all.flat().filter((text) => typeof text === 'string'))
    : (text: string) => text;
  const text = (value: string | undefined) => cleanText(value === undefined ? undefined : mend(value));
  const texts = (values: readonly string[] | undefined) => cleanTexts(values?.map(mend));
  const artists = texts(common.artists);
  return {
    kind: 'audio',
    title: text(common.title),
    artists: artists.length > 0 ? artists : texts(common.artist === undefined ? [] : [common.artist]),
    albumArtist: text(common.albumartist),
    album: text(common.album),
    titleSort: text(common.titlesort),
    artistSort: text(common.artistsort),
    albumArtistSort: text(common.albumartistsort),
    albumSort: text(common.albumsort),
    composers: texts(common.composer),
    genres: texts(common.genre),
    year: yearOf(common),
    trackNumber: cleanInt(common.track.no, { min: 1, max: 9999 }),
    discNumber: cleanInt(common.disk.no, { min: 1, max: 999 }),
    isCompilation: common.compilation === true,
    releaseId: text(common.musicbrainz_albumid),
    durationSeconds: cleanNumber(format.duration, { max: maxSeconds }),
    // The library adds brands and versions: `M4A/isom/iso2`.
    container: cleanText(format.container?.split('/', 1)[0]),
    codec: cleanText(format.codec),
    isLossless: format.lossless === true,
    bitrateBps: cleanInt(format.bitrate, { min: 1, max: 1e9 }),
    sampleRateHz: cleanInt(format.sampleRate, { min: 1, max: 1e7 }),
    bitsPerSample: cleanInt(format.bitsPerSample, { min: 1, max: 64 }),
    channels: cleanInt(format.numberOfChannels, { min: 1, max: 255 }),
    replayGain: replayGainOf(common),
  };
}

function yearOf({ year, date, originalyear }: IAudioMetadata['common']): number | null {
  const limits = { min: 1000, max: 2999 };
  const inDate = /(?<!\d)\d{4}(?!\d)/u.exec(date ?? '')?.[0];
  return (
    cleanInt(year, limits) ??
    cleanInt(inDate === undefined ? undefined : Number(inDate), limits) ??
    cleanInt(originalyear, limits)
  );
}

function replayGainOf(common: IAudioMetadata['common']): ReplayGain | null {
  const db = (value: number | undefined) => cleanNumber(value, { min: -100, max: 100 });
  const peak = (value: number | undefined) => cleanNumber(value, { max: 1000 });
  const gain = {
    trackDb: db(common.replaygain_track_gain?.dB),
    trackPeak: peak(common.replaygain_track_peak?.ratio),
    albumDb: db(common.replaygain_album_gain?.dB),
    albumPeak: peak(common.replaygain_album_peak?.ratio),
  };
  return gain.trackDb === null && gain.albumDb === null ? null : gain;
}
