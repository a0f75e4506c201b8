import type { Chapter } from '#shared/domain/library/media-facts.ts';
import { cleanText } from '../reading/clean-text.ts';
import type { ByteWindow } from './byte-window.ts';
import { maxChapters, maxInnerSubtitles, type Inside, type TrackTexts } from './inside.ts';
import { boxIn, boxesIn, contentOf, type Box } from './mp4-boxes.ts';
import { samplesOf } from './mp4-samples.ts';
import { textTracks, type Mp4Text, type Mp4Texts } from './mp4-tracks.ts';
import { wordsOf } from './words.ts';

/** What a file of this family may begin with. */
const beginnings: readonly string[] = ['ftyp', 'moov', 'mdat', 'free', 'skip', 'wide'];

/** @returns undefined where the file is no MP4 or MOV, or its index is not there */
export async function insideMp4(window: ByteWindow): Promise<Inside | undefined> {
  const moov = await movieIn(window);
  if (moov === undefined) return undefined;
  const found = await textTracks(window, moov);
  const subtitles = subtitlesAmong(found).map(({ track, format, language, title, isForced }) => ({
    track,
    format,
    language,
    title,
    isForced,
  }));
  const named = found.texts.find(({ track }) => found.chapterTracks.has(track));
  const chapters = named === undefined ? [] : await chaptersOfTrack(window, named);
  return { subtitles, chapters: chapters.length > 0 ? chapters : await neroChapters(window, moov) };
}

/** @returns undefined: there is no such track */
export async function textsInMp4(window: ByteWindow, track: number): Promise<TrackTexts | undefined> {
  const moov = await movieIn(window);
  if (moov === undefined) return undefined;
  const text = subtitlesAmong(await textTracks(window, moov)).find((each) => each.track === track);
  if (text === undefined) return undefined;
  const samples = await samplesOf(window, text);
  const places = samples.map(({ at, sizeBytes, startMs, endMs }) => ({
    at,
    read: async () => [{ startMs, endMs, bytes: await window.read(at, sizeBytes) }],
  }));
  return { are: 'listed', places };
}

async function movieIn(window: ByteWindow): Promise<Box | undefined> {
  const type = (await window.read(4, 4)).toString('latin1');
  if (!beginnings.includes(type)) return undefined;
  return boxIn(window, { from: 0, to: window.sizeBytes }, 'moov');
}

function subtitlesAmong({ texts, chapterTracks }: Mp4Texts): readonly Mp4Text[] {
  return texts.filter(({ track }) => !chapterTracks.has(track)).slice(0, maxInnerSubtitles);
}

async function chaptersOfTrack(window: ByteWindow, text: Mp4Text): Promise<readonly Chapter[]> {
  const chapters: Chapter[] = [];
  for (const { at, sizeBytes, startMs } of (await samplesOf(window, text)).slice(0, maxChapters)) {
    const title = cleanText(wordsOf(text.format, await window.read(at, sizeBytes))) ?? '';
    chapters.push({ startSeconds: startMs / 1000, title });
  }
  return chapters;
}

/** Nero's list: each is a time of 100 ns, and a length and a name. */
async function neroChapters(window: ByteWindow, moov: Box): Promise<readonly Chapter[]> {
  let list: Buffer | undefined;
  for await (const box of boxesIn(window, moov))
    if (box.type === 'udta') list ??= await contentOf(window, await boxIn(window, box, 'chpl'));
  if (list === undefined || list.length < 5) return [];
  // Version 1 has four bytes more before it says how many.
  let at = list[0] === 0 ? 4 : 8;
  const chapters: Chapter[] = [];
  for (let left = list[at++] ?? 0; left > 0 && at + 9 <= list.length; left--) {
    const startSeconds = Number(list.readBigUInt64BE(at)) / 1e7;
    const length = list[at + 8] ?? 0;
    chapters.push({ startSeconds, title: cleanText(list.toString('utf8', at + 9, at + 9 + length)) ?? '' });
    at += 9 + length;
  }
  return chapters;
}
