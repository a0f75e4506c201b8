import { computed } from 'vue';
import { useText } from '../../../i18n/index.ts';
import type { RowColumn } from '../../../ui/collection/row-columns.ts';

export function useAlbumColumns() {
  const { t } = useText();
  return computed((): RowColumn[] => [
    {
      id: 'title',
      label: t('library.column.album'),
      width: 'minmax(200px, 2fr)',
      minWidth: 200,
      isSortable: true,
      dispensable: 0,
    },
    {
      id: 'artist',
      label: t('library.column.artist'),
      width: 'minmax(140px, 1.4fr)',
      minWidth: 140,
      isSortable: true,
      dispensable: 1,
    },
    {
      id: 'genre',
      label: t('library.column.genre'),
      width: 'minmax(110px, 1fr)',
      minWidth: 110,
      dispensable: 4,
    },
    {
      id: 'year',
      label: t('library.column.year'),
      width: '64px',
      minWidth: 64,
      isFigure: true,
      isSortable: true,
      dispensable: 2,
    },
    {
      id: 'tracks',
      label: t('library.column.tracks'),
      width: '72px',
      minWidth: 72,
      isFigure: true,
      dispensable: 3,
    },
    {
      id: 'duration',
      label: t('library.column.duration'),
      width: '80px',
      minWidth: 80,
      isFigure: true,
      dispensable: 3,
    },
    {
      id: 'addedAt',
      label: t('library.column.addedAt'),
      width: '112px',
      minWidth: 112,
      isFigure: true,
      isSortable: true,
      dispensable: 5,
    },
    { id: 'marks', label: '', width: '60px', minWidth: 60, dispensable: 0 },
  ]);
}
