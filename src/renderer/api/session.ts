import { shallowRef, type Ref } from 'vue';
import { api, type Api } from '#shared/contract/api.ts';
import { connect } from '#shared/contract/connect.ts';
import type { Client } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { OpenACarrier } from './carrier.ts';
import { routedClient } from './routed-client.ts';

export type Phase =
  /** The first attempt is on its way. */
  | { readonly kind: 'connecting' }
  | { readonly kind: 'online' }
  /** `lastHeardAt` is undefined when nothing has ever been heard. */
  | { readonly kind: 'offline'; readonly lastHeardAt: Date | undefined }
  /** Only a person can help: the page has no token, or one that is refused. */
  | { readonly kind: 'locked'; readonly why: 'no-token' | 'refused' };

export interface Session {
  readonly phase: Readonly<Ref<Phase>>;
  /** Works over whatever link is open now; while there is none, every call fails with `disconnected`. */
  readonly client: Client<Api>;
  /** Resolves at once while online, else when it is again; never rejects. */
  whenOnline(signal: AbortSignal): Promise<void>;
  /** Cuts the wait before the next attempt short. */
  readonly tryNow: () => void;
}

/** Ask for a sign of life this often; neither a port nor a socket to a sleeping machine says when it is dead. */
const heartbeatMs = 10_000;
const longestWaitMs = 8000;

/** Keeps one connection to the core for as long as the page lives, over links that come and go. */
export function startSession(openCarrier: OpenACarrier | undefined): Session {
  const phase = shallowRef<Phase>({ kind: 'connecting' });
  const waiting = new Set<() => void>();
  let client: Client<Api> | undefined;
  let lastHeardAt: Date | undefined;
  let stopWaiting = (): void => undefined;

  /** One link from open to gone. */
  async function oneLife(open: OpenACarrier): Promise<'lost' | 'never-worked' | 'refused'> {
    const carrier = await open();
    const connection = connect(api, carrier.link, { checkOutputs: false, heartbeatMs });
    // A link that opens may still be turned away: only an answer proves that somebody is there.
    const answered = await connection.client['app.status']().then(
      () => true,
      (error: unknown) => !isDisconnected(error),
    );
    if (answered) {
      client = connection.client;
      phase.value = { kind: 'online' };
      for (const wake of waiting) wake();
      waiting.clear();
      await connection.gone;
      client = undefined;
      lastHeardAt = new Date();
    }
    connection.close();
    carrier.close();
    if (carrier.wasRefused()) return 'refused';
    return answered ? 'lost' : 'never-worked';
  }

  async function keepAlive(open: OpenACarrier): Promise<void> {
    for (let failures = 0; ; failures++) {
      const end = await oneLife(open).catch(() => 'never-worked' as const);
      if (end === 'refused') {
        phase.value = { kind: 'locked', why: 'refused' };
        return;
      }
      if (end === 'lost') failures = 0;
      phase.value = { kind: 'offline', lastHeardAt };
      await new Promise<void>((resolve) => {
        stopWaiting = resolve;
        setTimeout(resolve, retryDelayMs(failures));
      });
    }
  }

  if (openCarrier === undefined) phase.value = { kind: 'locked', why: 'no-token' };
  else void keepAlive(openCarrier);

  const tryNow = () => stopWaiting();
  window.addEventListener('online', tryNow);
  document.addEventListener('visibilitychange', tryNow);

  return {
    phase,
    client: routedClient(() => client),
    tryNow,
    whenOnline(signal) {
      if (client !== undefined || signal.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        waiting.add(resolve);
        const leave = () => {
          waiting.delete(resolve);
          resolve();
        };
        signal.addEventListener('abort', leave, { once: true });
      });
    },
  };
}

/** 0.5 s, 1 s, 2 s … 8 s, each a little shorter at random so that ten tabs do not knock at once. */
function retryDelayMs(failures: number): number {
  return Math.min(longestWaitMs, 500 * 2 ** failures) * (0.75 + Math.random() / 4);
}

export function isDisconnected(error: unknown): boolean {
  return error instanceof AppError && error.code === 'disconnected';
}
