import { computed, type ComputedRef } from 'vue';
import { useText, type MessageKey } from '../../i18n/index.ts';
import { usePlayerStore } from '../../state/player.ts';
import { loudnessModes } from '../../state/player/remembered.ts';
import { formatClock } from './clock.ts';

/** A list from which something about what plays is chosen. */
export interface StageChoice {
  readonly id: string;
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  choose(value: string): void;
}

const speeds = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** A chapter that was jumped to is the one that is heard, though the element may stand a little before it; seconds. */
const jumpedShortBy = 0.01;

/** What can be chosen about what plays now; lists in which there is nothing to choose are left out. */
export function useStageChoices(): ComputedRef<readonly StageChoice[]> {
  const store = usePlayerStore();
  const { t, formats } = useText();

  /** Lists stand side by side: what is chosen says of what. */
  const named = (what: MessageKey, which: string) => t('player.choice', { what: t(what), which });

  const sound = computed<StageChoice>(() => ({
    id: 'player-sound',
    label: t('player.sound'),
    value: String(store.audioTrack),
    options: (store.opened?.audioTracks ?? []).map(({ index, label }) => ({
      value: String(index),
      label: named('player.sound', label),
    })),
    choose: (value) => store.chooseSound(Number(value)),
  }));

  const subtitles = computed<StageChoice>(() => ({
    id: 'player-subtitles',
    label: t('player.subtitles'),
    value: String(store.subtitle),
    options: [
      { value: '-1', label: named('player.subtitles', t('player.subtitlesOff')) },
      ...(store.opened?.subtitles ?? []).map(({ label }, index) => ({
        value: String(index),
        label: named('player.subtitles', label),
      })),
    ],
    choose: (value) => (store.subtitle = Number(value)),
  }));

  const chapters = computed(() => store.opened?.chapters ?? []);
  /** The one that is heard now, by its place in the list. */
  const chapterNow = computed(() => {
    const now = store.progress.positionSeconds + jumpedShortBy;
    return chapters.value.findLastIndex(({ startSeconds }) => startSeconds <= now);
  });
  const chapterOptions = computed(() =>
    chapters.value.map(({ startSeconds, title }, index) => ({
      value: String(index),
      label: `${formatClock(startSeconds)} ${title === '' ? t('player.chapter', { number: index + 1 }) : title}`,
    })),
  );
  const chapter = computed<StageChoice>(() => ({
    id: 'player-chapter',
    label: t('player.chapters'),
    value: String(chapterNow.value),
    options: chapterOptions.value,
    choose(value) {
      const found = chapters.value[Number(value)];
      if (found !== undefined) store.seek(found.startSeconds);
    },
  }));

  const loudness = computed<StageChoice>(() => ({
    id: 'player-loudness',
    label: t('player.loudness.title'),
    value: store.loudness,
    options: loudnessModes.map((mode) => ({ value: mode, label: t(`player.loudness.${mode}`) })),
    choose: (value) => (store.loudness = loudnessModes.find((mode) => mode === value) ?? 'off'),
  }));

  const speed = computed<StageChoice>(() => ({
    id: 'player-speed',
    label: t('player.speed'),
    value: String(store.speed),
    options: speeds.map((value) => ({
      value: String(value),
      label: named(
        'player.speed',
        t('player.speedIs', { speed: value === 1 ? '1' : formats.value.ratio(value) }),
      ),
    })),
    choose: (value) => (store.speed = Number(value)),
  }));

  return computed(() => [
    ...(sound.value.options.length > 1 ? [sound.value] : []),
    ...(subtitles.value.options.length > 1 ? [subtitles.value] : []),
    ...(chapters.value.length > 0 ? [chapter.value] : []),
    ...(store.hasVideo ? [] : [loudness.value]),
    speed.value,
  ]);
}
