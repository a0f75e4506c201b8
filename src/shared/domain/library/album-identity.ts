import type { AudioFacts } from './media-facts.ts';
import { foldName } from './fold.ts';
import { albumFolderOf } from './folder-names.ts';

/** Written in the tag of the album's artist where it has many. */
const manyArtists = new Set([
  'various artists',
  'various',
  'va',
  'v a',
  'verschiedene',
  'verschiedene interpreten',
  'artistes divers',
  'artisti vari',
  'varios artistas',
  'varios',
  'ruzni interpreti',
]);

/** Whom an album is by, by its own tag; null: nobody in particular, or the tag is missing. */
export function albumArtistOf(facts: Pick<AudioFacts, 'albumArtist'>): string | null {
  const name = facts.albumArtist?.trim() ?? '';
  return name === '' || manyArtists.has(foldName(name)) ? null : name;
}

/**
 * Equal for the tracks of one album, also in another spelling. Without an album artist the folder decides: two samplers
 * called *Greatest Hits* are two, and a sampler stays one however many artists it has.
 * @param path of the track's file, below its library folder
 */
export function albumIdentity(
  facts: Pick<AudioFacts, 'album' | 'albumArtist' | 'releaseId'>,
  folderId: number,
  path: string,
): string | null {
  if (facts.album === null || facts.album.trim() === '') return null;
  const releaseId = facts.releaseId?.trim().toLowerCase() ?? '';
  if (releaseId !== '') return ['release', releaseId].join('\n');
  const artist = albumArtistOf(facts);
  if (artist !== null) return ['artist', foldName(facts.album), foldName(artist)].join('\n');
  return ['folder', foldName(facts.album), placeOf(folderId, path)].join('\n');
}

/** The identity after the file was moved. */
export function movedIdentity(identity: string, folderId: number, path: string): string {
  const [basis, title = ''] = identity.split('\n');
  return basis === 'folder' ? [basis, title, placeOf(folderId, path)].join('\n') : identity;
}

function placeOf(folderId: number, path: string): string {
  return `${folderId}/${albumFolderOf(path)}`;
}
