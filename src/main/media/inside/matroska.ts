import type { ByteWindow } from './byte-window.ts';
import type { Inside, TrackTexts } from './inside.ts';
import { textsIn } from './matroska-blocks.ts';
import { chaptersIn } from './matroska-chapters.ts';
import { ids } from './matroska-ids.ts';
import { indexedPlaces } from './matroska-index.ts';
import { openSegment } from './matroska-segment.ts';
import { textTracksIn } from './matroska-tracks.ts';

/** @returns undefined where the file is no Matroska */
export async function insideMatroska(window: ByteWindow): Promise<Inside | undefined> {
  const segment = await openSegment(window);
  if (segment === undefined) return undefined;
  const [tracks, chapters] = [await segment.part(ids.tracks), await segment.part(ids.chapters)];
  return {
    chapters: chapters === undefined ? [] : chaptersIn(chapters),
    subtitles: (tracks === undefined ? [] : textTracksIn(tracks)).map(
      ({ track, format, language, title, isForced }) => ({ track, format, language, title, isForced }),
    ),
  };
}

/** @returns undefined: there is no such track */
export async function textsInMatroska(window: ByteWindow, number: number): Promise<TrackTexts | undefined> {
  const segment = await openSegment(window);
  const tracks = await segment?.part(ids.tracks);
  if (segment === undefined || tracks === undefined) return undefined;
  const track = textTracksIn(tracks).find((each) => each.track === number);
  if (track === undefined) return undefined;
  const cues = await segment.part(ids.cues);
  const places = cues === undefined ? undefined : indexedPlaces(cues, { window, segment, track });
  if (places !== undefined || segment.firstCluster === undefined)
    return { are: 'listed', places: places ?? [] };
  const from = segment.firstCluster;
  return { are: 'in-turn', texts: textsIn({ window, segment, track, from, to: segment.to }) };
}
