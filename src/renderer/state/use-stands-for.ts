import { parseItemId, type ItemId } from '#shared/domain/library/item-id.ts';
import { useApi } from '../api/index.ts';

/** What the core gives of a list at once. */
const mostAtOnce = 1000;

/** The files that items stand for, in order: of an album its tracks, of an artist all, of a show its episodes. */
export function useStandsFor(): (ids: readonly ItemId[]) => Promise<readonly ItemId[]> {
  const client = useApi();
  const idsOf = (items: readonly { readonly id: ItemId; readonly isMissing: boolean }[]) =>
    items.filter(({ isMissing }) => !isMissing).map(({ id }) => id);

  async function filesOf(id: ItemId): Promise<readonly ItemId[]> {
    switch (parseItemId(id)?.kind) {
      case 'album':
        return idsOf((await client['library.album']({ id })).tracks);
      case 'artist':
        return idsOf(
          (await client['library.tracks']({ artistId: id, sort: 'album', limit: mostAtOnce })).rows,
        );
      case 'show':
        return idsOf((await client['library.show']({ id })).episodes);
      case 'playlist':
        return idsOf((await client['library.playlist']({ id })).entries.map(({ item }) => item));
      case 'track':
      case 'video':
      case undefined:
        return [id];
    }
  }

  return async (ids) => {
    const files: ItemId[] = [];
    for (const id of ids) files.push(...(await filesOf(id)));
    return files;
  };
}
