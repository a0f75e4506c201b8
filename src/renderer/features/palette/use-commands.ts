import IconAdd from '~icons/lucide/plus';
import IconFolder from '~icons/lucide/folder-plus';
import IconGo from '~icons/lucide/arrow-right';
import IconHelp from '~icons/lucide/keyboard';
import IconList from '~icons/lucide/list-music';
import IconRule from '~icons/lucide/wand-sparkles';
import IconScan from '~icons/lucide/scan-search';
import IconSettings from '~icons/lucide/settings';
import IconShare from '~icons/lucide/share-2';
import { computed, h, type Component } from 'vue';
import { useRouter } from 'vue-router';
import { toAppError, useApi } from '../../api/index.ts';
import { useText, type MessageKey } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useCardsStore } from '../../state/cards.ts';
import { useLibraryCardsStore } from '../../state/library-cards.ts';
import { useMessagesStore } from '../../state/messages.ts';
import type { PaletteEntry } from './entry.ts';

const goIcon = () => h(IconGo, { class: 'pointing' });

/** The sections of Settings; each has this as its id. */
const settingsParts = ['downloads', 'library', 'networks', 'appearance', 'about'] as const;

/** What can be done and where one can go, whatever there is in the library. */
export function useCommands({ help }: { help: () => void }) {
  const { t } = useText();
  const client = useApi();
  const router = useRouter();
  const cards = useCardsStore();
  const libraryCards = useLibraryCardsStore();
  const messages = useMessagesStore();
  const errorWords = useErrorWords();

  async function scan(): Promise<void> {
    try {
      await client['library.scan']({});
      await router.push('/library');
    } catch (failure) {
      const { what, then } = errorWords(toAppError(failure));
      messages.say('failed', what, then);
    }
  }

  const command = (name: MessageKey, icon: Component, open: () => void): PaletteEntry => ({
    id: name,
    group: 'commands',
    title: t(name),
    detail: '',
    icon,
    open,
  });
  const goTo = (name: MessageKey, to: string): PaletteEntry => ({
    ...command(name, goIcon, () => void router.push(to)),
    detail: t('palette.goTo'),
  });

  return computed((): PaletteEntry[] => [
    goTo('palette.to.music', '/library/music'),
    goTo('palette.to.artists', '/library/music/artists'),
    goTo('palette.to.tracks', '/library/music/tracks'),
    goTo('palette.to.video', '/library/video'),
    goTo('palette.to.shows', '/library/video/shows'),
    goTo('palette.to.lists', '/library/lists'),
    goTo('palette.to.transfers', '/transfers'),
    goTo('palette.to.privacy', '/privacy'),
    goTo('palette.to.settings', '/settings'),
    command('palette.do.add', IconAdd, () => cards.add()),
    command('palette.do.share', IconShare, () => cards.share()),
    command('palette.do.addFolder', IconFolder, () => libraryCards.ask({ kind: 'add-folder', path: '' })),
    command('palette.do.scan', IconScan, () => void scan()),
    command('palette.do.newList', IconList, () => libraryCards.ask({ kind: 'new-list', items: [] })),
    command('palette.do.newRule', IconRule, () =>
      libraryCards.ask({ kind: 'new-list', items: [], isByRule: true }),
    ),
    command('palette.do.shortcuts', IconHelp, help),
    ...settingsParts.map((part): PaletteEntry => ({
      id: `settings-${part}`,
      group: 'settings',
      title: t(`settings.${part}`),
      detail: t('shell.settings'),
      icon: IconSettings,
      open: () => void router.push({ name: 'settings', query: { part } }),
    })),
  ]);
}
