import type { Handlers } from '../../src/shared/contract/define.ts';
import type { ImportPlace, ImportRow, ImportVerdict, importsApi } from '../../src/shared/contract/imports.ts';
import { exampleInfoHash } from './in-memory-core-examples.ts';
import type { World } from './in-memory-core-world.ts';

/** What another client has. */
export interface ImportWorld {
  places: ImportPlace[];
  rows: ImportRow[];
}

export function emptyImportWorld(): ImportWorld {
  return { places: [], rows: [] };
}

export function exampleImportRow(number: number, more: Partial<ImportRow> = {}): ImportRow {
  return {
    id: exampleInfoHash(number),
    name: `Harbour Tapes ${number}`,
    verdict: 'ready',
    fault: null,
    text: '',
    sizeBytes: 400_000_000 + number,
    state: 'complete',
    isPaused: false,
    progress: 1,
    savePath: '/home/mara/Music',
    downloadedBytes: 400_000_000,
    uploadedBytes: 900_000_000,
    addedAt: '2024-05-01T10:00:00.000Z',
    labels: [],
    ...more,
  };
}

/** Brings over what the world says is there. */
export function importHandlers(world: World): Handlers<typeof importsApi> {
  return {
    'imports.detect': async () => {
      await world.enter('imports.detect', undefined);
      return world.imports.places;
    },
    'imports.preview': async function* (input) {
      await world.enter('imports.preview', input);
      if (world.imports.rows.length > 0) yield { kind: 'rows', rows: world.imports.rows };
      yield { kind: 'read', trackers: ['udp://tracker.example:6969/announce'], areAllPrivate: false };
    },
    'imports.run': async function* (input) {
      await world.enter('imports.run', input);
      const rows = world.imports.rows.filter(({ id }) => input.ids?.includes(id) ?? true);
      const count = (verdict: ImportVerdict) => rows.filter((row) => row.verdict === verdict).length;
      yield { kind: 'progress', done: 1, total: rows.length };
      yield {
        kind: 'report',
        counts: {
          ready: count('ready'),
          'files-missing': count('files-missing'),
          'already-there': count('already-there'),
          refused: count('refused'),
        },
        remarks: rows.filter(({ text }) => text !== ''),
      };
    },
  };
}
