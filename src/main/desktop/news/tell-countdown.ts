import { Notification } from 'electron';
import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { Ending } from '#shared/contract/when-done.ts';

interface TellCountdownParts {
  readonly handlers: Pick<Handlers<Api>, 'whenDone.watch'>;
  readonly signal: AbortSignal;
  /** Whoever looks at the window sees it there. */
  isLookedAt(): boolean;
  open(place: string): void;
}

const words = {
  quit: 'Warren quits in a minute.',
  sleep: 'The computer goes to sleep in a minute.',
  'shut-down': 'The computer shuts down in a minute.',
} as const satisfies Record<Ending, string>;

/** Has the system tell when a countdown begins, whatever other news are wanted: it is the last moment to stop it. */
export async function tellCountdown({
  handlers,
  signal,
  isLookedAt,
  open,
}: TellCountdownParts): Promise<void> {
  let told: Notification | undefined;
  for await (const { wish, secondsLeft } of handlers['whenDone.watch'](undefined, { signal })) {
    if (wish === null || secondsLeft === null) {
      told?.close();
      told = undefined;
    } else if (told === undefined && Notification.isSupported() && !isLookedAt()) {
      told = new Notification({
        title: 'Everything has arrived',
        body: `${words[wish]} Click here to stop it.`,
      });
      told.on('click', () => open('/transfers'));
      told.show();
    }
  }
}
