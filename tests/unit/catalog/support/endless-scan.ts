import { joinLibrary } from '../../../../src/main/catalog/library/store.ts';
import { collectionBatches } from '../../../support/made-collection.ts';

/* A program that scans without an end, and tells after each batch: for those who kill it. */

const [path = '', folderId = ''] = process.argv.slice(2);
using scan = joinLibrary(path);
// After 200 albums the same ones again: further on two albums of the made collection have the same name, and are one.
for (;;) {
  for (const batch of collectionBatches(200 * 12, 60)) {
    scan.save(Number(folderId), batch, new Date());
    process.stdout.write('.');
  }
}
