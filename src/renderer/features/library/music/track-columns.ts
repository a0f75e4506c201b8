import { computed } from 'vue';
import { useText } from '../../../i18n/index.ts';
import type { RowColumn } from '../../../ui/collection/row-columns.ts';

/** `all`: the tracks of the library; `album`: of one album, in order; `list`: of a playlist. */
export function useTrackColumns(within: 'all' | 'album' | 'list') {
  const { t } = useText();
  const isSortable = within === 'all';
  return computed((): RowColumn[] => {
    const title: RowColumn = {
      id: 'title',
      label: t('library.column.title'),
      width: 'minmax(180px, 2fr)',
      minWidth: 180,
      isSortable,
      dispensable: 0,
    };
    const number: RowColumn = {
      id: 'number',
      label: t('library.column.number'),
      width: '44px',
      minWidth: 44,
      isFigure: true,
      dispensable: 0,
    };
    const artist: RowColumn = {
      id: 'artist',
      label: t('library.column.artist'),
      width: 'minmax(120px, 1.2fr)',
      minWidth: 120,
      isSortable,
      dispensable: 2,
    };
    const rest: RowColumn[] = [
      {
        id: 'album',
        label: t('library.column.album'),
        width: 'minmax(120px, 1.2fr)',
        minWidth: 120,
        isSortable,
        dispensable: 3,
      },
      {
        id: 'year',
        label: t('library.column.year'),
        width: '60px',
        minWidth: 60,
        isFigure: true,
        isSortable,
        dispensable: 4,
      },
    ];
    const tail: RowColumn[] = [
      {
        id: 'plays',
        label: t('library.column.plays'),
        width: '68px',
        minWidth: 68,
        isFigure: true,
        isSortable,
        dispensable: 5,
      },
      {
        id: 'durationSeconds',
        label: t('library.column.duration'),
        width: '72px',
        minWidth: 72,
        isFigure: true,
        isSortable,
        dispensable: 0,
      },
      { id: 'marks', label: '', width: '60px', minWidth: 60, dispensable: 1 },
    ];
    if (within === 'album') return [number, title, artist, ...tail];
    return within === 'list' ? [number, title, artist, ...rest, ...tail] : [title, artist, ...rest, ...tail];
  });
}
