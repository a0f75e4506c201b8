import { Notification } from 'electron';
import type { Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { Speech } from '../speech/speech.ts';

interface TellCountdownParts {
  readonly handlers: Pick<Handlers<Api>, 'whenDone.watch'>;
  readonly signal: AbortSignal;
  speech(): Speech;
  /** Whoever looks at the window sees it there. */
  isLookedAt(): boolean;
  open(place: string): void;
}

/** Has the system tell when a countdown begins, whatever other news are wanted: it is the last moment to stop it. */
export async function tellCountdown({
  handlers,
  signal,
  speech,
  isLookedAt,
  open,
}: TellCountdownParts): Promise<void> {
  let told: Notification | undefined;
  for await (const { wish, secondsLeft } of handlers['whenDone.watch'](undefined, { signal })) {
    if (wish === null || secondsLeft === null) {
      told?.close();
      told = undefined;
    } else if (told === undefined && Notification.isSupported() && !isLookedAt()) {
      const { say } = speech();
      told = new Notification({
        title: say('beside.whenDone.title'),
        body: say(`beside.whenDone.soon.${wish}`),
      });
      told.on('click', () => open('/transfers'));
      told.show();
    }
  }
}
