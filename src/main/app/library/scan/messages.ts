import type { FolderProgress, ScanCounts } from './counts.ts';
import type { ScanJob } from './run-scan.ts';
import type { ScanOutcome } from './scan-store.ts';

/*
 * Between the core and the thread that scans, by structured clone. One job at a time; each ends with `ended`, or with
 * `failed` when the scan itself went wrong.
 */

export type ToScanThread =
  | { readonly kind: 'scan'; readonly job: ScanJob }
  /** Whatever runs ends soon, and says so. */
  | { readonly kind: 'cancel' }
  /** After what runs was cancelled, the thread is over. */
  | { readonly kind: 'close' };

export type FromScanThread =
  /** Also a sign of life: at least twice a second while a job runs. */
  | { readonly kind: 'progress'; readonly progress: FolderProgress }
  | { readonly kind: 'reading'; readonly path: string; readonly isReading: boolean }
  | { readonly kind: 'ended'; readonly outcome: ScanOutcome; readonly counts: ScanCounts }
  | { readonly kind: 'failed'; readonly message: string };
