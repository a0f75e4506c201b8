import type { Database } from 'better-sqlite3';
import { AppError } from '#shared/contract/errors.ts';
import { parseItemId, type ItemId, type ItemKind } from '#shared/domain/library/item-id.ts';
import { makeTouched } from './scan/touched.ts';
import type { Settle } from './settle/settle.ts';

/** Lists are kept because somebody made them; there is no list of favourite lists. */
const canBeFavourite: Readonly<Record<ItemKind, boolean>> = {
  album: true,
  artist: true,
  track: true,
  video: true,
  show: true,
  playlist: false,
};
const kindsThatPlay = ['track', 'video'] as const;

/** What people note of items, beside labels. @see labels.ts */
export function makeMarks(db: Database, settle: Settle) {
  const favourite = Object.fromEntries(
    Object.entries(canBeFavourite)
      .filter(([, can]) => can)
      .map(([kind]) => [
        kind,
        db.prepare<[number, number, number]>(
          `UPDATE ${kind} SET is_favourite = ? WHERE id = ? AND is_favourite <> ?`,
        ),
      ]),
  );
  const ofPlayable = (set: string) =>
    Object.fromEntries(
      kindsThatPlay.map((kind) => [kind, db.prepare<object>(`UPDATE ${kind} SET ${set} WHERE id = :id`)]),
    );
  const note = ofPlayable('note = :text');
  const position = ofPlayable('position_ms = :position, last_played_ms = :now');
  const played = ofPlayable('position_ms = NULL, last_played_ms = :now, plays = plays + 1');

  const setFavourite = db.transaction((ids: readonly ItemId[], isFavourite: boolean) => {
    const touched = makeTouched();
    for (const id of ids) {
      const { kind, row } = partsOf(id);
      const statement = favourite[kind];
      if (statement === undefined) throw new AppError('invalid-input', 'A playlist cannot be a favourite.');
      const mark = Number(isFavourite);
      if (statement.run(mark, row, mark).changes === 0 || isFavourite) continue;
      // One that only the mark kept goes with it.
      if (kind === 'album') touched.albums.add(row);
      if (kind === 'artist') touched.artists.add(row);
      if (kind === 'show') touched.shows.add(row);
    }
    settle(touched);
  }).immediate;

  function change(statements: typeof note, id: ItemId, values: object): void {
    const { kind, row } = partsOf(id);
    const statement = statements[kind];
    if (statement === undefined) throw new AppError('invalid-input', 'This is nothing that plays.');
    if (statement.run({ ...values, id: row }).changes === 0)
      throw new AppError('not-found', 'This item is not in the library any more.');
  }

  return {
    setFavourite: (ids: readonly ItemId[], isFavourite: boolean): void => setFavourite(ids, isFavourite),
    /** @throws AppError `not-found` */
    setNote: (id: ItemId, text: string): void => change(note, id, { text: text.trim() === '' ? null : text }),
    /** @param seconds null: played to its end @throws AppError `not-found` */
    setPosition(id: ItemId, seconds: number | null, now: Date): void {
      if (seconds === null) change(played, id, { now: now.getTime() });
      else change(position, id, { position: Math.round(seconds * 1000), now: now.getTime() });
    },
  };
}

function partsOf(id: ItemId): { readonly kind: ItemKind; readonly row: number } {
  const parts = parseItemId(id);
  if (parts === undefined) throw new AppError('invalid-input', 'This is no item of a library.');
  return parts;
}
