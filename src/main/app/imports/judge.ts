import { isAbsolute, resolve } from 'node:path';
import type { PlacedFile } from '#shared/contract/engine.ts';
import type { ImportRow } from '#shared/contract/imports.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { Catalog } from '../../catalog/index.ts';
import type { Registry } from '../torrents/registry.ts';
import { claimsOf, type Claims } from './claims.ts';
import { ImportError, type Finding, type FoundTorrent } from './finding.ts';
import { placedFilesOf } from './placed-files.ts';
import { lookForFiles, type Presence } from './presence.ts';

interface JudgeParts {
  readonly registry: Pick<Registry, 'get'>;
  readonly catalog: Pick<Catalog, 'contents'>;
}

/** What is needed to take a torrent over. */
export interface Takeable {
  readonly found: FoundTorrent;
  readonly savePath: string;
  /** Undefined for a magnet link. */
  readonly content: { readonly files: readonly PlacedFile[]; readonly claims: Claims } | undefined;
  readonly missing: string | undefined;
}

export interface Judged {
  readonly row: ImportRow;
  /** Undefined where it stays as it is. */
  readonly takeable: Takeable | undefined;
}

/** What can become of each thing that a reader came upon. Looks at the disk, changes nothing. */
export function makeJudge({ registry, catalog }: JudgeParts) {
  async function look(found: FoundTorrent): Promise<Takeable> {
    const savePath = folderOf(found.savePath);
    const { metainfo } = found;
    if (metainfo === undefined) return { found, savePath, content: undefined, missing: undefined };
    const files = placedFilesOf(metainfo, found);
    assertPathsAreFree(found.infoHash, savePath, files);
    const claims = claimsOf(found, metainfo, (file) => files[file]?.isWanted === true);
    const { pieceSizeBytes } = metainfo;
    const presence: Presence = await lookForFiles(savePath, files, { claims, pieceSizeBytes });
    const missing = presence === 'there' ? undefined : presence.missing;
    return { found, savePath, content: { files, claims }, missing };
  }

  /** Two torrents that write the same file would undo each other's work for ever. */
  function assertPathsAreFree(infoHash: InfoHash, savePath: string, files: readonly PlacedFile[]): void {
    const paths = files.filter(({ kind }) => kind === 'content').map(({ path }) => path.join('/'));
    const [taken] = catalog.contents.pathsUsedByOthers(infoHash, savePath, paths);
    if (taken === undefined) return;
    throw new ImportError('path-in-use', `A torrent that is here already uses ${taken} in ${savePath}.`);
  }

  return async (finding: Finding): Promise<Judged> => {
    if (finding.kind === 'unusable') {
      const { name, fault, text } = finding;
      return { row: { ...unknownRow, id: name, name, fault, text }, takeable: undefined };
    }
    const { torrent } = finding;
    const row = describe(torrent);
    if (registry.get(torrent.infoHash) !== undefined) {
      const text = 'It is here already and stays as it is.';
      return { row: { ...row, verdict: 'already-there', text }, takeable: undefined };
    }
    try {
      const takeable = await look(torrent);
      if (takeable.missing === undefined) return { row: withClaims(row, takeable), takeable };
      const text = `${takeable.missing} is not there. It comes over, and nothing is fetched again unasked.`;
      return { row: { ...withClaims(row, takeable), verdict: 'files-missing', text }, takeable };
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      const { fault, message: text } = error;
      return { row: { ...row, verdict: 'refused', fault, text }, takeable: undefined };
    }
  };
}

const unknownRow = {
  verdict: 'refused',
  sizeBytes: null,
  state: 'magnet',
  isPaused: false,
  progress: 0,
  savePath: '',
  downloadedBytes: 0,
  uploadedBytes: 0,
  addedAt: null,
  labels: [],
} as const satisfies Partial<ImportRow>;

function describe({ infoHash, name, metainfo, ...found }: FoundTorrent): ImportRow {
  return {
    id: infoHash,
    name: name ?? metainfo?.name ?? infoHash,
    verdict: 'ready',
    fault: null,
    text: '',
    sizeBytes: metainfo?.sizeBytes ?? null,
    state: metainfo === undefined ? 'magnet' : found.wasComplete ? 'complete' : 'unfinished',
    isPaused: found.isPaused,
    progress: found.wasComplete ? 1 : 0,
    savePath: found.savePath,
    downloadedBytes: found.receivedBytes,
    uploadedBytes: found.sentBytes,
    addedAt: found.addedAt?.toISOString() ?? null,
    labels: [...found.labels],
  };
}

function withClaims(row: ImportRow, { content }: Takeable): ImportRow {
  if (content === undefined || row.state === 'complete') return row;
  const { areComplete, doneBytes, wantedBytes } = content.claims;
  const progress = wantedBytes === 0 ? 0 : doneBytes / wantedBytes;
  return { ...row, state: areComplete ? 'complete' : 'unfinished', progress };
}

/** A folder that was copied from another system, or a portable client with folders beside it, names none of this one. */
function folderOf(path: string): string {
  if (isAbsolute(path)) return resolve(path);
  throw new ImportError('other-system', `Its folder “${path.slice(0, 200)}” is none of this computer.`);
}
