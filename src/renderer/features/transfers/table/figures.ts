import type { Torrent } from '#shared/contract/torrent.ts';
import { useText } from '../../../i18n/index.ts';
import type { ColumnId } from '../list/columns.ts';

/** The columns that hold one figure. */
type FigureColumn = Exclude<ColumnId, 'name' | 'state' | 'profile' | 'addedAt' | 'savePath'>;

export interface Figures {
  of(torrent: Torrent, column: FigureColumn): string;
  /** Both, where there is room for one line only; empty while nothing moves. */
  speeds(torrent: Torrent): string;
}

/** Nothing is shown as a dash: in a long list the eye then finds what moves. */
export function useFigures(): Figures {
  const { t, formats } = useText();
  const none = () => t('common.none');
  const speed = (bps: number) => (bps === 0 ? none() : formats.value.bytesPerSecond(bps));

  return {
    of(torrent, column) {
      switch (column) {
        case 'progress':
          return formats.value.percent(torrent.progress);
        case 'downloadBps':
        case 'uploadBps':
          return speed(torrent[column]);
        case 'sizeBytes':
          return torrent.sizeBytes === 0 ? none() : formats.value.bytes(torrent.sizeBytes);
        case 'downloadedBytes':
        case 'uploadedBytes':
          return formats.value.bytes(torrent[column]);
        case 'ratio':
          return formats.value.ratio(torrent.ratio);
        case 'peers':
          return formats.value.number(torrent.peers);
        default:
          return column satisfies never;
      }
    },
    speeds({ downloadBps, uploadBps }) {
      const down = downloadBps === 0 ? [] : [`↓ ${speed(downloadBps)}`];
      const up = uploadBps === 0 ? [] : [`↑ ${speed(uploadBps)}`];
      return [...down, ...up].join('  ');
    },
  };
}
