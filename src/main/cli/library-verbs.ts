import type { Command } from 'commander';
import { resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { Hit, LibraryFolder, ScanProgress } from '#shared/contract/library-items.ts';
import type { CliClient } from './client.ts';
import { albumLine, folderLine, hitLine, scanText, statsText, trackLine, videoLine } from './library-text.ts';
import type { Output } from './output.ts';
import type { AddVerb } from './verb.ts';

/** As many as one answer may hold. */
const pageSize = 1_000;

/** `library …`: what it holds, and where it looks. */
export function addLibraryVerbs(program: Command, verb: AddVerb, output: Output): void {
  const library = program.command('library').description('Your music and videos.');

  verb(library, 'folders', 'The folders that it holds.', async ({ call }) => {
    const folders = await call['library.folders']();
    output.print(
      folders,
      folders.length === 0
        ? 'No folder yet. Add one: warren library add <folder>'
        : folders.map(folderLine).join('\n'),
    );
  });
  verb<{ wait: boolean }>(
    library,
    'add <dir>',
    'Takes a folder into the library and scans it; nothing in it is changed.',
    async (client, [dir = ''], { wait }) => {
      const folder = await client.call['library.addFolder']({ path: resolve(dir) });
      if (wait) await untilScanned(client, output);
      const now = await folderAt(client, folder.path);
      output.print(now, folderLine(now));
    },
  ).option('--wait', 'until it is scanned', false);
  verb<{ forget: boolean }>(
    library,
    'remove <dir>',
    'Takes a folder out of the library; its files stay.',
    async (client, [dir = ''], { forget }) => {
      const folder = await folderAt(client, resolve(dir));
      await client.call['library.removeFolder']({ id: folder.id, isForgotten: forget });
      output.print({ removed: folder.path }, 'It is out of the library; its files are where they were.');
    },
  ).option('--forget', 'also play counts, and places in playlists', false);
  verb<{ wait: boolean }>(
    library,
    'scan [dir]',
    'Looks for what is new, changed, moved or gone.',
    async (client, [dir], { wait }) => {
      const one = dir === undefined ? {} : { folderId: (await folderAt(client, resolve(dir))).id };
      const begun = await client.call['library.scan'](one);
      const progress = wait ? await untilScanned(client, output) : begun;
      output.print(progress, scanText(progress));
    },
  ).option('--wait', 'until it is over', false);
  verb(library, 'search <words...>', 'Finds music and videos by name.', async ({ call }, words) => {
    const hits = await call['library.search']({ text: words.join(' '), limit: 50 });
    output.print(hits.map(hitJson), hits.length === 0 ? 'Nothing found.' : hits.map(hitLine).join('\n'));
  });
  verb<{ kind: string }>(library, 'list', 'All albums, tracks or videos.', async ({ call }, _, { kind }) => {
    switch (kind) {
      case 'albums': {
        const rows = await allOf((page) => call['library.albums']({ ...page, sort: 'artist' }));
        output.print(rows, rows.map(albumLine).join('\n'));
        break;
      }
      case 'tracks': {
        const rows = await allOf((page) => call['library.tracks']({ ...page, sort: 'album' }));
        output.print(rows, rows.map(trackLine).join('\n'));
        break;
      }
      case 'videos': {
        const rows = await allOf((page) => call['library.videos']({ ...page, sort: 'title' }));
        output.print(rows, rows.map(videoLine).join('\n'));
        break;
      }
      default:
        throw new AppError('invalid-input', `"${kind}" is none of: albums, tracks, videos.`);
    }
  }).option('--kind <kind>', 'albums, tracks or videos', 'albums');
  verb(library, 'stats', 'The library in figures.', async ({ call }) => {
    const stats = await call['library.stats']();
    output.print(stats, statsText(stats));
  });
  verb(library, 'report', 'Files that could not be read, and why.', async ({ call }) => {
    const problems = await allOf((page) => call['library.report'](page));
    output.print(
      problems,
      problems.length === 0
        ? 'Everything could be read.'
        : problems.map(({ path, text }) => `${path}\n    ${text}`).join('\n'),
    );
  });
}

async function folderAt({ call }: CliClient, path: string): Promise<LibraryFolder> {
  const folder = (await call['library.folders']()).find((one) => one.path === path);
  if (folder === undefined) throw new AppError('not-found', `${path} is no folder of the library.`);
  return folder;
}

async function untilScanned(client: CliClient, output: Output): Promise<ScanProgress> {
  let last: ScanProgress | undefined;
  await client.watchScan((progress) => {
    last = progress;
    if (progress.state !== 'idle') output.progress(scanText(progress));
    return progress.state !== 'idle';
  });
  output.progress('');
  if (last?.state !== 'idle') throw new AppError('disconnected', 'Warren stopped before the scan was over.');
  return last;
}

/** Page by page. What comes or goes meanwhile may be missed or told twice. */
async function allOf<T>(
  ask: (page: { offset: number; limit: number }) => Promise<{ total: number; rows: T[] }>,
): Promise<T[]> {
  const all: T[] = [];
  for (;;) {
    const { rows } = await ask({ offset: all.length, limit: pageSize });
    all.push(...rows);
    if (rows.length < pageSize) return all;
  }
}

function hitJson({ kind, id, title, artist, album, year, durationSeconds, path, shareState }: Hit) {
  return { kind, id, title, artist, album, year, durationSeconds, path, shareState };
}
