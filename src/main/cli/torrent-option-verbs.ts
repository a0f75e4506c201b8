import type { Command } from 'commander';
import { resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { Torrent } from '#shared/contract/torrent.ts';
import { filePriorities, type FilePriority } from '#shared/domain/file-priority.ts';
import type { Output } from './output.ts';
import { fileLine, size, torrentText } from './text.ts';
import { collect, type AddVerb } from './verb.ts';

/** The verbs that set something for one torrent: `move`, `order`, `files --set`. */
export function addTorrentOptionVerbs(program: Command, addVerb: AddVerb, output: Output): void {
  addVerb<{ sequential?: string; firstLast?: string }>(
    program,
    'order <id>',
    'In which order its pieces come.',
    async ({ call }, [id = ''], { sequential, firstLast }) => {
      if (sequential === undefined && firstLast === undefined)
        throw new AppError('invalid-input', 'Say what: --sequential on or off, --first-last on or off.');
      const options = {
        ...(sequential === undefined ? {} : { isSequential: parseSwitch(sequential) }),
        ...(firstLast === undefined ? {} : { firstLastFirst: parseSwitch(firstLast) }),
      };
      const [torrent] = await call['torrents.setOptions']({ ids: [id], options });
      if (torrent !== undefined) output.print(torrent, torrentText(torrent));
    },
  )
    .option('--sequential <on|off>', 'from the first piece to the last, instead of the rarest first')
    .option('--first-last <on|off>', 'both ends of each music or video file before its middle');

  addVerb<{ filesAreThere: boolean }>(
    program,
    'move <id> <folder>',
    'Moves its files to another folder; nothing is hashed again.',
    async ({ move }, [id = '', folder = ''], { filesAreThere }) => {
      let moved: Torrent | undefined;
      await move({ id, folder: resolve(folder), filesAreThere }, (step) => {
        if (step.kind === 'moved') moved = step.torrent;
        else output.progress(`Moving ${size(step.doneBytes)} of ${size(step.totalBytes)}`);
      });
      output.progress('');
      if (moved === undefined)
        throw new AppError('disconnected', 'Warren stopped before the files were moved.');
      output.print(moved, torrentText(moved));
    },
  ).option('--files-are-there', 'you have moved them there already: only say so', false);

  addVerb<{ set: string[] }>(
    program,
    'files <id>',
    'Its files, and how soon each comes.',
    async ({ call }, [id = ''], { set }) => {
      const wishes = set.flatMap(parseFileWish);
      const files =
        wishes.length === 0
          ? await call['torrents.files']({ id })
          : await call['torrents.setFilePriorities']({ id, files: wishes });
      output.print(files, files.map(fileLine).join('\n'));
    },
  ).option(
    '--set <number=priority>',
    'skip, low, normal or high for a file or a run of them: 3=high, 4-9=skip; may be given again',
    collect,
    [],
  );
}

function parseSwitch(text: string): boolean {
  if (text === 'on' || text === 'off') return text === 'on';
  throw new AppError('invalid-input', `"${text}" is neither on nor off.`);
}

/** More files than any torrent has: a slip of the finger must not ask for billions. */
const mostInARun = 1_000_000;

function parseFileWish(text: string): { index: number; priority: FilePriority }[] {
  const [, from = '', to = from, word = ''] = /^(\d+)(?:-(\d+))?=(\w+)$/u.exec(text) ?? [];
  const priority = filePriorities.find((one) => one === word);
  const count = Number(to) - Number(from) + 1;
  if (priority === undefined || !(count >= 1 && count <= mostInARun))
    throw new AppError(
      'invalid-input',
      `"${text}" is not like 3=high. A file is given by its number, and can be ${filePriorities.join(', ')}.`,
    );
  return Array.from({ length: count }, (_, offset) => ({ index: Number(from) + offset, priority }));
}
