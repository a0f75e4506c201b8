import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { DesktopSettings } from '#shared/contract/desktop-settings.ts';
import { settingsSchema, type Settings } from '#shared/contract/settings.ts';

/** What the person has chosen for the shell, as the core keeps it. */
export interface Choices {
  now(): Readonly<DesktopSettings>;
  /** @throws AppError when it could not be kept; then everything is as before */
  change(part: Partial<DesktopSettings>): Promise<void>;
  /** How long the page of a hidden window is kept, ms. */
  readonly hiddenPageKeptMs: number;
  /** Told after each change, by whomever. */
  onChange(listener: (now: Readonly<DesktopSettings>) => void): void;
  /** Those of the core, for a page: a change that goes through them is heard of here. */
  readonly handlers: Handlers<Api>;
}

const never = new AbortController().signal;

export async function readChoices(core: Handlers<Api>): Promise<Choices> {
  const listeners = new Set<(now: DesktopSettings) => void>();
  // The core answers with whole settings; the type of an answer does not say so.
  const whole = (answer: unknown): Settings => settingsSchema.parse(answer);
  const first = whole(await core['settings.get'](undefined, { signal: never }));
  let { desktop } = first;

  const update: Handlers<Api>['settings.update'] = async (patch, context) => {
    const answer = await core['settings.update'](patch, context);
    ({ desktop } = whole(answer));
    if (patch.desktop !== undefined) for (const listener of listeners) listener(desktop);
    return answer;
  };

  return {
    hiddenPageKeptMs: first.hiddenPage.keptMs,
    now: () => desktop,
    async change(part) {
      await update({ desktop: part }, { signal: never });
    },
    onChange: (listener) => void listeners.add(listener),
    handlers: { ...core, 'settings.update': update },
  };
}
