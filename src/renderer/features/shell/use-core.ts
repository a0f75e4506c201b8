import { onScopeDispose, watch } from 'vue';
import { isCancelled, toAppError } from '../../api/index.ts';
import { speak } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import { useInterfacesStore } from '../../state/interfaces.ts';
import { useLibraryStore } from '../../state/library.ts';
import { useMessagesStore } from '../../state/messages.ts';
import { useNoticesStore } from '../../state/notices.ts';
import { useProfilesStore } from '../../state/profiles.ts';
import { useSettingsStore } from '../../state/settings.ts';
import { useShieldsStore } from '../../state/shields.ts';
import { useStatusStore } from '../../state/status.ts';
import { useTorrentsStore } from '../../state/torrents.ts';
import { useWhenDoneStore } from '../../state/when-done.ts';
import { showTheme } from '../../ui/theme.ts';

/** Follows everything that the page always needs from the core, for as long as the page lives. */
export function useCore(): void {
  const messages = useMessagesStore();
  const settings = useSettingsStore();
  const errorWords = useErrorWords();
  const life = new AbortController();

  function follow(store: { follow(signal: AbortSignal): Promise<void> }): void {
    store.follow(life.signal).catch((failure: unknown) => {
      if (life.signal.aborted || isCancelled(failure)) return;
      const { what, then } = errorWords(toAppError(failure));
      messages.say('failed', what, then);
    });
  }

  follow(useTorrentsStore());
  follow(useStatusStore());
  follow(useNoticesStore());
  follow(useInterfacesStore());
  follow(useShieldsStore());
  follow(useLibraryStore());
  follow(useWhenDoneStore());
  const profiles = useProfilesStore();
  follow(profiles);
  void settings.load(life.signal);
  watch(
    () => settings.settings?.appearance,
    (appearance) => {
      if (appearance === undefined) return;
      showTheme(appearance.theme);
      speak(appearance.language);
    },
  );
  // Another window has changed a profile: what it is now is in the settings.
  watch(
    () => profiles.statuses?.map(({ name, interface: bound }) => `${name} ${bound ?? ''}`).join('\n'),
    (now, before) => {
      if (now !== undefined && before !== undefined) void settings.load(life.signal);
    },
  );
  onScopeDispose(() => life.abort());
}
