import type { Client } from '#shared/contract/define.ts';
import type { Checkpoint, EngineApi } from '#shared/contract/engine.ts';
import type { CloseReason, DoorFacts, EngineBinding } from '#shared/contract/engine-door.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Profile } from '#shared/contract/settings.ts';
import type { ForkEngine } from '../../ports/fork-engine.ts';
import type { Logger } from '../../ports/logger.ts';
import type { Notices } from '../notices.ts';
import { makeEngineHost, type EngineBeat, type EngineHost, type EngineState } from './engine-host.ts';

/** One engine process for each network profile in use; a profile is fixed for the life of its process. */
export interface Engines extends AsyncDisposable {
  /** @throws AppError `engine-down` while it is not up */
  client(profile: Profile): Client<EngineApi>;
  states(): ReadonlyMap<string, EngineState>;
  /** Starts the profile's process; it has none. */
  open(profile: Profile, binding: EngineBinding): void;
  /** Ends the profile's process, if it has one. `quietly`: not a packet leaves any more. */
  close(profileName: string, how: { readonly quietly: boolean }): Promise<void>;
}

export interface EngineListener {
  onUp(profile: string, client: Client<EngineApi>): void;
  onBeat(profile: string, beat: EngineBeat): void;
  onDown(profile: string): void;
  /** Its process has shut its door for good and can only be ended. */
  onDoorClosed(profile: string, reason: CloseReason, message: string): void;
  onDoorFacts(profile: string, facts: DoorFacts): void;
  onCheckpoints(checkpoints: readonly Checkpoint[]): void;
}

interface EnginesParts {
  readonly fork: ForkEngine;
  readonly version: string;
  readonly logger: Logger;
  readonly notices: Notices;
  readonly listener: EngineListener;
}

/** From this crash on in a row, something is wrong that starting again does not mend. */
const crashesUntilFailed = 5;

export function makeEngines({ fork, version, logger, notices, listener }: EnginesParts): Engines {
  const hosts = new Map<string, EngineHost>();
  const ending = new WeakSet<EngineHost>();

  function open(profile: Profile, binding: EngineBinding): void {
    const { name, proxy, listenPort, discovery, webSeeds, peerNames, webRtc, utp, encryption } = profile;
    const { identity, uploadLimitBps, downloadLimitBps } = profile;
    const limits = { uploadLimitBps, downloadLimitBps };
    const host = makeEngineHost({
      options: {
        profile: name,
        binding,
        listenPort,
        proxy,
        ...discovery,
        // By UDP, which no proxy carries; the guard would stop it packet by packet.
        ...(proxy === null ? { utp } : { dht: false, lan: false, utp: false }),
        webSeeds,
        peerNames,
        webRtc,
        encryption,
        identity,
        ...limits,
        version,
      },
      fork,
      logger,
      onUp: (client) => listener.onUp(name, client),
      onBeat: (beat) => {
        tellOfPort(beat, listenPort);
        listener.onBeat(name, beat);
        if (beat.door !== undefined) listener.onDoorFacts(name, beat.door);
        for (const event of beat.events)
          // One that is being ended was told to shut: that is no news, and must not end its successor.
          if (event.kind === 'door-closed' && !ending.has(host))
            listener.onDoorClosed(name, event.reason, event.message);
      },
      onCrash: (crashes) => {
        tellOfCrash(crashes);
        listener.onDown(name);
      },
      onCheckpoints: (checkpoints) => listener.onCheckpoints(checkpoints),
    });
    hosts.set(name, host);
  }

  function tellOfPort({ events }: EngineBeat, wanted: number): void {
    for (const event of events) {
      if (event.kind !== 'listening' || !event.wasTaken) continue;
      const port = event.port ?? 0;
      const text = `Port ${wanted} is used by another program; peers reach Warren on port ${port} until the next start.`;
      const values = { wanted: String(wanted), port: String(port) };
      notices.tell({ severity: 'warning', code: 'listen-port-taken', text, values });
    }
  }

  /** Once for each run of crashes, and once more when it does not get better. */
  function tellOfCrash(crashes: number): void {
    if (crashes === 1) {
      const text =
        'The network engine stopped unexpectedly. It was started again; your torrents go on by themselves.';
      notices.tell({ severity: 'warning', code: 'engine-restarted', text, values: {} });
    } else if (crashes === crashesUntilFailed) {
      const text =
        'The network engine stops again and again. Nothing is lost; Warren keeps trying every half minute.';
      notices.tell({ severity: 'error', code: 'engine-failed', text, values: {} });
    }
  }

  async function close(name: string, how: { readonly quietly: boolean }): Promise<void> {
    const host = hosts.get(name);
    if (host === undefined) return;
    ending.add(host);
    await host.stop(how);
    if (hosts.get(name) === host) hosts.delete(name);
  }

  return {
    client(profile) {
      const host = hosts.get(profile.name);
      if (host === undefined) throw new AppError('engine-down', 'The network engine is being started.');
      return host.client();
    },
    states: () => new Map(Array.from(hosts, ([name, host]) => [name, host.state()])),
    open,
    close,
    async [Symbol.asyncDispose]() {
      await Promise.all([...hosts.keys()].map((name) => close(name, { quietly: false })));
    },
  };
}

/** @throws AppError `not-found` */
export function profileNamed(profiles: readonly Profile[], name: string): Profile {
  const profile = profiles.find((candidate) => candidate.name === name);
  if (profile === undefined) throw new AppError('not-found', `There is no network profile "${name}".`);
  return profile;
}
