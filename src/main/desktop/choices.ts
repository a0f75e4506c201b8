import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { DesktopSettings } from '#shared/contract/desktop-settings.ts';
import { settingsSchema, type Settings } from '#shared/contract/settings.ts';

/** What the person has chosen for the shell, as the core keeps it. */
export interface Choices {
  now(): Readonly<DesktopSettings>;
  /** Of the list that the page offers; undefined for the system's. */
  language(): string | undefined;
  /** @throws AppError when it could not be kept; then everything is as before */
  change(part: Partial<DesktopSettings>): Promise<void>;
  /** How long the page of a hidden window is kept, ms. */
  readonly hiddenPageKeptMs: number;
  /** Told after each change, by whomever. */
  onChange(listener: (now: Readonly<DesktopSettings>) => void): void;
  onLanguage(listener: () => void): void;
  /** Those of the core, for a page: a change that goes through them is heard of here. */
  readonly handlers: Handlers<Api>;
}

const never = new AbortController().signal;

export async function readChoices(core: Handlers<Api>): Promise<Choices> {
  const listeners = new Set<(now: DesktopSettings) => void>();
  const languageListeners = new Set<() => void>();
  // The core answers with whole settings; the type of an answer does not say so.
  const whole = (answer: unknown): Settings => settingsSchema.parse(answer);
  const first = whole(await core['settings.get'](undefined, { signal: never }));
  let { desktop, appearance } = first;

  const update: Handlers<Api>['settings.update'] = async (patch, context) => {
    const answer = await core['settings.update'](patch, context);
    const before = appearance.language;
    ({ desktop, appearance } = whole(answer));
    if (patch.desktop !== undefined) for (const listener of listeners) listener(desktop);
    if (appearance.language !== before) for (const listener of languageListeners) listener();
    return answer;
  };

  return {
    hiddenPageKeptMs: first.hiddenPage.keptMs,
    now: () => desktop,
    language: () => appearance.language,
    async change(part) {
      await update({ desktop: part }, { signal: never });
    },
    onChange: (listener) => void listeners.add(listener),
    onLanguage: (listener) => void languageListeners.add(listener),
    handlers: { ...core, 'settings.update': update },
  };
}
