import { computed } from 'vue';
import { useText } from '../../../i18n/index.ts';

export type Part = keyof typeof listsOf;

const listsOf = {
  music: ['albums', 'artists', 'tracks'],
  video: ['movies', 'shows', 'home'],
} as const;

/** What a list is called: in its address, in its texts, and where its look is kept. */
export type ListName = (typeof listsOf)[Part][number];

/** The lists of one part of the library, to go from one to the other. */
export function useTabs(part: () => Part) {
  const { t } = useText();
  return computed(() =>
    listsOf[part()].map((name) => ({ to: `/library/${part()}/${name}`, label: t(`library.${name}.title`) })),
  );
}
