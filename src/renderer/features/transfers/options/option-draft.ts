import type { Torrent, TorrentOptions } from '#shared/contract/torrent.ts';
import { formatLimit, parseLimit } from './limit-text.ts';

/** The dialog's fields. */
export interface OptionDraft {
  downloadLimit: string;
  uploadLimit: string;
  isSequential: boolean;
  firstLastFirst: boolean;
}

/** What the first of the selection has; where the others differ, that is what they get when it is changed. */
export function draftOf([first]: readonly Torrent[]): OptionDraft {
  return {
    downloadLimit: formatLimit(first?.downloadLimitBps ?? null),
    uploadLimit: formatLimit(first?.uploadLimitBps ?? null),
    isSequential: first?.isSequential ?? false,
    firstLastFirst: first?.firstLastFirst ?? false,
  };
}

export type LimitFault = 'downloadLimit' | 'uploadLimit';

export function faultsOf({ downloadLimit, uploadLimit }: OptionDraft): ReadonlySet<LimitFault> {
  const faults = new Set<LimitFault>();
  if (parseLimit(downloadLimit) === undefined) faults.add('downloadLimit');
  if (parseLimit(uploadLimit) === undefined) faults.add('uploadLimit');
  return faults;
}

/** Only what was changed: of several transfers each keeps the rest as it has it. */
export function changesOf(before: OptionDraft, now: OptionDraft): Partial<TorrentOptions> {
  const [down, up] = [parseLimit(now.downloadLimit), parseLimit(now.uploadLimit)];
  return {
    ...(now.downloadLimit === before.downloadLimit || down === undefined ? {} : { downloadLimitBps: down }),
    ...(now.uploadLimit === before.uploadLimit || up === undefined ? {} : { uploadLimitBps: up }),
    ...(now.isSequential === before.isSequential ? {} : { isSequential: now.isSequential }),
    ...(now.firstLastFirst === before.firstLastFirst ? {} : { firstLastFirst: now.firstLastFirst }),
  };
}
