import { MessageChannelMain, type WebFrameMain } from 'electron';
import { api, type Api } from '#shared/contract/api.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { emitterPortLink } from '#shared/contract/links.ts';
import { serve } from '#shared/contract/serve.ts';
import { portChannel } from '#shared/contract/shell-channels.ts';
import { errorLabel, type Logger } from '../ports/logger.ts';
import { countWork } from './count-work.ts';

export interface PagePort extends Disposable {
  /** Gives a page a fresh port that carries the contract. There is one page: the port before is closed. */
  give(frame: WebFrameMain): void;
  /** Whether something is under way that the page began and that would end with it: a share, a leak test, an export. */
  isBusy(): boolean;
}

/**
 * Disposing ends all calls and streams. A page that goes without asking for another port (closed, crashed) takes its
 * end of the channel with it: then Electron says so, and its streams end all the same.
 */
export function makePagePort({
  handlers,
  logger,
}: {
  readonly handlers: Handlers<Api>;
  readonly logger: Logger;
}): PagePort {
  let closeCurrent = (): void => undefined;
  const { counted, isBusy } = countWork(handlers);
  return {
    isBusy,
    give(frame) {
      closeCurrent();
      const { port1, port2 } = new MessageChannelMain();
      const stopServing = serve(api, counted, emitterPortLink(port1), {
        onError: (error) => logger.error('call.failed', { error: errorLabel(error) }),
      });
      closeCurrent = () => {
        stopServing();
        port1.close();
      };
      frame.postMessage(portChannel, null, [port2]);
    },
    [Symbol.dispose]: () => closeCurrent(),
  };
}
