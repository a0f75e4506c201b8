import { makeBanRepository } from './bans.ts';
import { makeFigures } from './figures.ts';
import { makeForgetting } from './forgetting.ts';
import { openExposureDatabase } from './open.ts';
import { makePages } from './pages.ts';
import { makeRecorder } from './record.ts';

/** The exposure ledger on disk, in a file of its own. @throws AppError `catalog-too-new` */
export function openExposureStore(path: string) {
  const db = openExposureDatabase(path);
  return {
    record: makeRecorder(db),
    ...makePages(db),
    ...makeFigures(db),
    ...makeForgetting(db),
    bans: makeBanRepository(db),
    [Symbol.dispose]: () => void db.close(),
  };
}
export type ExposureStore = ReturnType<typeof openExposureStore>;
