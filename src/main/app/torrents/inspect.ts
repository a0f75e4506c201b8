import type { Inspection } from '#shared/contract/adding.ts';
import { freeBytesAt } from '../free-bytes.ts';
import type { Registry } from './registry.ts';
import { readSource } from './sources.ts';

/** What can be said about a source before anything is added. @throws AppError as readSource */
export async function inspect(
  given: Parameters<typeof readSource>[0],
  { registry, savePath }: { readonly registry: Registry; readonly savePath: string },
): Promise<Inspection> {
  const source = readSource(given);
  const common = {
    infoHash: source.infoHash,
    isAlreadyThere: registry.get(source.infoHash) !== undefined,
    savePath,
    freeBytes: await freeBytesAt(savePath),
  };
  if (source.kind === 'magnet') {
    const { name, trackers } = source.magnet;
    return {
      ...common,
      name: name ?? null,
      sizeBytes: null,
      files: null,
      trackers: [...trackers],
      isPrivate: false,
    };
  }
  const { name, sizeBytes, files, trackers, isPrivate } = source.metainfo;
  const listed = files
    .map((file, index) => ({ index, path: file.path.join('/'), sizeBytes: file.sizeBytes, kind: file.kind }))
    .filter(({ kind }) => kind === 'content')
    .map(({ kind: _, ...file }) => file);
  return { ...common, name, sizeBytes, files: listed, trackers: trackers.flat(), isPrivate };
}
