import type { PlacedFile } from '#shared/contract/engine.ts';
import type { Metainfo } from '#shared/domain/metainfo.ts';
import { DuplicatePathsError, safePath, setApart } from '#shared/domain/safe-path.ts';
import { ImportError, type FoundTorrent } from './finding.ts';

const namingRules = { windows: process.platform === 'win32' };

/** Endings that clients give to files as long as they are not whole: qBittorrent’s is still there in its own list. */
const unfinishedEnding = '.!qB';

/**
 * Where each file lies: as the torrent says, or under the name that it was given there.
 * @throws ImportError `renamed-outside` for a name that Warren would not write to, `unfinished-names`
 */
export function placedFilesOf(metainfo: Metainfo, { renamed, priorities }: FoundTorrent): PlacedFile[] {
  const paths = metainfo.files.map(({ path }, index) => {
    const other = renamed.get(index);
    return other === undefined ? path : renamedPath(other);
  });
  if (renamed.size > 0) assertApart(paths);
  return metainfo.files.map((file, index) => {
    const priority = priorities.get(index) ?? 'normal';
    return {
      ...file,
      path: [...(paths[index] ?? file.path)],
      isWanted: priority !== 'skip',
      ...(priority === 'skip' ? {} : { priority }),
      stamp: null,
    };
  });
}

function renamedPath(text: string): string[] {
  const names = text.split(/[/\\]/u);
  // Whatever making it safe would change leads to another file than the one that is there.
  const isSafe = safePath(names, namingRules).join('/') === names.join('/') && names.length > 0;
  if (!isSafe)
    throw new ImportError(
      'renamed-outside',
      `A file of it was renamed to “${text.slice(0, 200)}”, which does not lie below its folder.`,
    );
  if (text.endsWith(unfinishedEnding))
    throw new ImportError(
      'unfinished-names',
      'Its unfinished files have an ending of their own (.!qB); let it finish there, or switch that ending off.',
    );
  return names;
}

function assertApart(paths: readonly (readonly string[])[]): void {
  try {
    const apart = setApart(paths);
    if (apart.every((path, index) => path.join('/') === paths[index]?.join('/'))) return;
  } catch (error) {
    if (!(error instanceof DuplicatePathsError)) throw error;
  }
  throw new ImportError('renamed-outside', 'Two files of it were given the same name.');
}
