import { homedir } from 'node:os';
import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { importsApi, ImportRow, ImportVerdict } from '#shared/contract/imports.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { ImportClient } from '#shared/domain/import-client.ts';
import { forgetCopies } from '../../catalog/index.ts';
import type { Paths } from '../../ports/paths.ts';
import { profileNamed } from '../engines/engines.ts';
import { readDelugeFolder } from './deluge/read.ts';
import { detectPlaces, findPlace } from './find-place.ts';
import { ImportError, type Finding } from './finding.ts';
import { makeJudge } from './judge.ts';
import type { Surroundings } from './places.ts';
import { readQbittorrent } from './qbittorrent/read.ts';
import { makeTakeOver, type TakeOverParts } from './take-over.ts';
import { readTransmissionFolder } from './transmission/read.ts';

interface ImportParts extends TakeOverParts {
  readonly paths: Paths;
  settings(): Settings;
}

/** So many rows go to an interface together. */
const rowsAtOnce = 200;
/** For a forecast; more trackers tell nothing new of it. */
const maxTrackers = 100;
const maxRemarks = 1_000;
/** How often an interface hears how far it is, ms. */
const tellEveryMs = 200;

/** Bringing over what another client has, torrent by torrent: nothing waits for the whole of it. */
export function makeImportHandlers(parts: ImportParts): Handlers<typeof importsApi> {
  const { paths, settings, clock } = parts;
  void forgetCopies(paths.dataDir);
  const judge = makeJudge(parts);
  const takeOver = makeTakeOver(parts);
  const surroundings = (): Surroundings => ({
    platform: process.platform,
    env: process.env,
    home: homedir(),
  });

  async function* findingsIn(client: ImportClient, named: string | undefined): AsyncGenerator<Finding> {
    const folder = findPlace(client, named, surroundings());
    try {
      yield* read(client, folder, paths.dataDir);
    } catch (error) {
      if (!(error instanceof ImportError)) throw error;
      throw new AppError('not-readable', error.message, { cause: error });
    }
  }

  return {
    'imports.detect': () => Promise.resolve(detectPlaces(surroundings())),

    'imports.preview': async function* ({ client, folder }, { signal }) {
      const trackers = new Set<string>();
      let areAllPrivate = true;
      let rows: ImportRow[] = [];
      for await (const finding of findingsIn(client, folder)) {
        if (signal.aborted) return;
        const { row, takeable } = await judge(finding);
        rows.push(row);
        if (takeable !== undefined) {
          areAllPrivate &&= takeable.found.metainfo?.isPrivate === true;
          for (const url of takeable.found.trackers.flat())
            if (trackers.size < maxTrackers) trackers.add(url);
        }
        if (rows.length < rowsAtOnce) continue;
        yield { kind: 'rows', rows };
        rows = [];
      }
      if (rows.length > 0) yield { kind: 'rows', rows };
      yield { kind: 'read', trackers: [...trackers], areAllPrivate };
    },

    'imports.run': async function* ({ client, folder, profile, ids, areUnfinishedPaused }, { signal }) {
      const { profiles, defaultProfile } = settings();
      const { name } = profileNamed(profiles, profile ?? defaultProfile);
      const chosen = ids && new Set(ids);
      const counts: Record<ImportVerdict, number> = {
        ready: 0,
        'files-missing': 0,
        'already-there': 0,
        refused: 0,
      };
      const remarks: ImportRow[] = [];
      let done = 0;
      let toldAtMs = -Infinity;
      for await (const finding of findingsIn(client, folder)) {
        if (signal.aborted) return;
        const id = finding.kind === 'torrent' ? finding.torrent.infoHash : finding.name;
        if (chosen !== undefined && !chosen.has(id)) continue;
        const { row, takeable } = await judge(finding);
        const isTaken = takeable && (await takeOver(takeable, { profile: name, areUnfinishedPaused }));
        counts[isTaken === false ? 'already-there' : row.verdict]++;
        if ((row.verdict === 'files-missing' || row.verdict === 'refused') && remarks.length < maxRemarks)
          remarks.push(row);
        done++;
        if (clock.monotonicMs() - toldAtMs < tellEveryMs) continue;
        toldAtMs = clock.monotonicMs();
        yield { kind: 'progress', done, total: chosen?.size ?? null };
      }
      yield { kind: 'report', counts, remarks };
    },
  };
}

function read(client: ImportClient, folder: string, workFolder: string): AsyncGenerator<Finding> {
  switch (client) {
    case 'qbittorrent':
      return readQbittorrent(folder, workFolder);
    case 'transmission':
      return readTransmissionFolder(folder);
    case 'deluge':
      return readDelugeFolder(folder);
    default:
      return client satisfies never;
  }
}
