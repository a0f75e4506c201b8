import type * as z from 'zod';
import { connect, type Connection } from '#shared/contract/connect.ts';
import type { Client } from '#shared/contract/define.ts';
import { engineApi, type Checkpoint, type EngineApi } from '#shared/contract/engine.ts';
import { type EngineOptions } from '#shared/contract/engine-door.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { EngineProcess, ForkEngine } from '../../ports/fork-engine.ts';
import { errorLabel, type Logger } from '../../ports/logger.ts';
import { nextDelayMs } from './back-off.ts';

export type EngineBeat = z.infer<EngineApi['engine.watch']['output']>;

export interface EngineState {
  readonly state: 'up' | 'starting' | 'down';
  readonly reason: string | null;
  readonly listenPort: number | null;
}

/** The engine process of one profile, started again whenever it ends by itself. */
export interface EngineHost {
  state(): EngineState;
  /** @throws AppError `engine-down` while there is no process to ask */
  client(): Client<EngineApi>;
  /** Resolves when the process is gone; the last checkpoints have been told. `quietly`: no packet leaves any more. */
  stop(how: { readonly quietly: boolean }): Promise<void>;
}

interface EngineHostParts {
  readonly options: EngineOptions;
  readonly fork: ForkEngine;
  readonly logger: Logger;
  /** The process listens; torrents can be handed to it. */
  onUp(client: Client<EngineApi>): void;
  onBeat(beat: EngineBeat): void;
  /** The process ended by itself; `crashes` counts since it last ran for a while. */
  onCrash(crashes: number): void;
  onCheckpoints(checkpoints: readonly Checkpoint[]): void;
}

/** A process that does not listen by then is no use, ms. */
const startPatienceMs = 20_000;
/** For peers and trackers to be told, and the last data to be synced, ms. */
const stopPatienceMs = 5_000;
/** Where its network is gone nobody is told anything: a process that is starved must not keep its sockets for long, ms. */
const quietPatienceMs = 3_000;
/** An engine that says nothing for twice this long hangs, ms. */
const heartbeatMs = 10_000;
/** After this long, the next crash is the first again, ms. */
const stableAfterMs = 60_000;

export function makeEngineHost({
  options,
  fork,
  logger,
  onUp,
  onBeat,
  onCrash,
  onCheckpoints,
}: EngineHostParts): EngineHost {
  let current: { readonly process: EngineProcess; readonly connection: Connection<EngineApi> } | undefined;
  let state: EngineState = { state: 'starting', reason: null, listenPort: null };
  let isStopping = false;
  let crashes = 0;
  let restart: NodeJS.Timeout | undefined;

  function start(): void {
    state = { state: 'starting', reason: null, listenPort: null };
    const process = fork(options);
    const connection = connect(engineApi, process.link, { checkOutputs: true, heartbeatMs });
    const mine = { process, connection };
    current = mine;
    const stable = setTimeout(() => (crashes = 0), stableAfterMs);
    const patience = setTimeout(() => process.kill(), startPatienceMs);
    // The channel can break without the process ending: then it is of no use and must not go on unseen.
    void connection.gone.then(() => process.kill());
    void process.exited.then(({ code }) => {
      clearTimeout(stable);
      clearTimeout(patience);
      connection.close();
      if (current === mine) current = undefined;
      if (!isStopping) crashed(code);
    });
    void listen(connection.client, () => clearTimeout(patience));
  }

  async function listen(client: Client<EngineApi>, onListening: () => void): Promise<void> {
    try {
      for await (const beat of client['engine.watch']()) {
        for (const event of beat.events) {
          if (event.kind !== 'listening') continue;
          onListening();
          state = { state: 'up', reason: null, listenPort: event.port };
          onUp(client);
        }
        onBeat(beat);
      }
    } catch (error) {
      if (error instanceof AppError && error.code === 'disconnected') return;
      // It sent what fits no schema: not to be trusted any more.
      logger.error('engine.garbled', { error: errorLabel(error) });
      current?.process.kill();
    }
  }

  function crashed(code: number | null): void {
    crashes++;
    const delayMs = nextDelayMs(crashes);
    logger.error('engine.crashed', { code: code ?? -1, crashes, delayMs });
    state = {
      state: 'down',
      reason: 'The network engine stopped unexpectedly and is being started again.',
      listenPort: null,
    };
    onCrash(crashes);
    restart = setTimeout(start, delayMs);
  }

  start();
  return {
    state: () => state,
    client() {
      if (current === undefined || state.state !== 'up') {
        throw new AppError(
          'engine-down',
          'The network engine is not running at this moment; it is being started.',
        );
      }
      return current.connection.client;
    },
    async stop({ quietly }) {
      isStopping = true;
      clearTimeout(restart);
      if (current === undefined) return;
      const { process, connection } = current;
      const patience = setTimeout(() => process.kill(), quietly ? quietPatienceMs : stopPatienceMs);
      try {
        if (state.state === 'up') onCheckpoints(await connection.client['engine.stop']({ quietly }));
      } catch (error) {
        logger.warn('engine.stop-failed', { error: errorLabel(error) });
      }
      clearTimeout(patience);
      process.kill();
      await process.exited;
      connection.close();
    },
  };
}
