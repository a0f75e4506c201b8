import { availableParallelism } from 'node:os';
import { randomBytes } from 'node:crypto';
import type { EngineEvent, StartTorrent } from '#shared/contract/engine.ts';
import type { EngineOptions } from '#shared/contract/engine-door.ts';
import { engineApi, type EngineApi } from '#shared/contract/engine.ts';
import type { Handlers } from '#shared/contract/define.ts';
import { AppError } from '#shared/contract/errors.ts';
import type { Link } from '#shared/contract/frames.ts';
import { serve } from '#shared/contract/serve.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import { stepsOf } from '#shared/domain/steps-of.ts';
import type { Clock } from '../ports/clock.ts';
import type { EngineDoor } from '../ports/engine-door.ts';
import { makeBeat } from './beat.ts';
import { createInfo } from './content/create.ts';
import { ContentError } from './content/content-error.ts';
import { makeFilePool } from './content/file-pool.ts';
import { makePieceHashing } from './content/hashing/index.ts';
import { placeTwice } from './content/place-twice.ts';
import { makeReadCache } from './content/read-cache.ts';
import { removeFiles } from './content/remove-files.ts';
import { startContentSession } from './content-session.ts';
import { startMetadataSession } from './metadata-session.ts';
import type { SessionContext, TorrentSession } from './session.ts';
import { announceOnPort } from './swarm/announced-port.ts';
import { makeCheckQueue } from './swarm/check-queue.ts';
import { openPremises, type Premises } from './swarm/premises.ts';
import { startSwarmClient } from './swarm/client.ts';
import { makeIdentities } from './swarm/identity.ts';

export interface EngineParts {
  readonly options: EngineOptions;
  readonly link: Link;
  readonly door: EngineDoor;
  readonly clock: Clock;
  /** The bundle of the threads that hash. */
  readonly hashWorker: URL;
  /** What goes wrong without belonging to any torrent; the host decides whether the process can go on. */
  onError(error: unknown): void;
  /** There is no core any more: nobody to answer to, and a new core may start a new engine on the same files. */
  onGone(): void;
}

/** The core asks for a sign of life every ten seconds. */
const silenceMs = 40_000;

/** Of all torrents together: systems allow a process 1024 or more, and its sockets need them too. */
const maxOpenFiles = 256;
/** Of all torrents together: what peers are about to ask for. */
const readCacheBytes = 32 * 1024 * 1024;
const readWindowBytes = 1024 * 1024;

/** Starts the engine and answers the core over the link until it closes. */
export async function serveEngine({
  options,
  link,
  door,
  clock,
  hashWorker,
  onError,
  onGone,
}: EngineParts): Promise<void> {
  const sessions = new Map<InfoHash, TorrentSession>();
  const beat = makeBeat({ sessions, door, clock });
  const emit = (event: EngineEvent) => beat.tell(event);
  door.onClose((reason, message) => emit({ kind: 'door-closed', reason, message }));
  // Without a way out there is no swarm; what lies on disk can still be hashed and deleted.
  const identities = makeIdentities({ ...options, random: randomBytes });
  const swarmClient =
    options.binding.kind === 'none'
      ? undefined
      : await startSwarmClient({
          options,
          own: identities.ofProcess,
          door,
          // Nobody knows the port before the premises are open.
          onUtp: (channel) => premises?.receive(channel),
        });
  const client = swarmClient?.webtorrent;
  client?.on('error', onError);
  const premises: Premises | undefined =
    swarmClient && openPremises({ swarm: swarmClient, identities, door, options, clock });
  const { lan } = door;
  lan?.onPeer((infoHash, address) => sessions.get(infoHash)?.addPeer(address));
  const beSeen = (infoHash: InfoHash) => {
    if (swarmClient !== undefined) lan?.announce(infoHash, swarmClient.listenPort);
  };
  const hashing = makePieceHashing({ workerFile: hashWorker, cores: availableParallelism() });
  const context = {
    beSeen,
    beUnseen: (infoHash: InfoHash) => lan?.forget(infoHash),
    checks: makeCheckQueue(),
    files: makeFilePool({ maxOpenFiles, clock }),
    cache: makeReadCache({ maxBytes: readCacheBytes, windowBytes: readWindowBytes, clock }),
    hashing,
    clock,
    emit,
  };
  emit({
    kind: 'listening',
    // Nobody reaches us through a proxy.
    port: options.proxy === null ? (swarmClient?.listenPort ?? null) : null,
    wasTaken: swarmClient?.portWasTaken ?? false,
  });

  function sessionOf(infoHash: InfoHash): TorrentSession {
    const session = sessions.get(infoHash);
    if (session === undefined) throw new AppError('not-found', 'This torrent is not running.');
    return session;
  }

  async function stop(infoHash: InfoHash) {
    const session = sessions.get(infoHash);
    if (session === undefined) return null;
    const checkpoint = await session.stop();
    // Still ours only if nobody started it anew meanwhile.
    if (sessions.get(infoHash) === session) sessions.delete(infoHash);
    return checkpoint;
  }

  /** Null: the outside reaches us, if at all, where we listen. */
  function useOuterPort(port: number | null): void {
    if (swarmClient === undefined || client === undefined) return;
    const { listenPort } = swarmClient;
    door.reachedOn(port, listenPort, (connection) =>
      client._connPool.tcpServer.emit('connection', connection),
    );
    announceOnPort(client, port ?? listenPort);
  }

  const handlers: Handlers<EngineApi> = {
    'engine.watch': (_, { signal }) => beat.watch(signal),
    'engine.stop': async ({ quietly }) => {
      if (quietly) door.shut('interface-missing', 'The door was shut.');
      await door.release();
      const checkpoints = await Promise.all([...sessions.keys()].map(stop));
      premises?.stop();
      if (client !== undefined) await new Promise<void>((resolve) => client.destroy(resolve));
      // Whom it has said goodbye to belongs into the ledger too.
      await beat.hurry();
      return checkpoints.filter((checkpoint) => checkpoint !== null);
    },
    'engine.probe': () => door.probe(),
    'engine.audit': () => Promise.resolve(door.audit()),
    'engine.announcePort': ({ port }) => {
      useOuterPort(port);
      return Promise.resolve();
    },
    'engine.setPortSource': ({ gateway }) => {
      door.keepPort(gateway, swarmClient?.listenPort ?? 0, useOuterPort);
      return Promise.resolve();
    },
    'engine.setBans': ({ addresses }) => {
      premises?.bans.choose(addresses);
      return Promise.resolve();
    },
    'engine.setExposure': ({ isRecorded }) => {
      door.exposure.setRecorded(isRecorded);
      return Promise.resolve();
    },
    'engine.setLimits': (part) => {
      premises?.limits.set(part);
      return Promise.resolve();
    },
    'torrents.newIdentity': ({ infoHash }) => {
      if (sessions.has(infoHash)) throw new AppError('invalid-input', 'The torrent is running.');
      identities.renew(infoHash);
      return Promise.resolve();
    },
    'torrents.start': async (start) => {
      await stop(start.infoHash);
      if (premises === undefined) throw new AppError('engine-down', 'There is no network to start it in.');
      beat.forget(start.infoHash);
      sessions.set(start.infoHash, startSession(start, { ...context, premises }));
    },
    'torrents.stop': ({ infoHash }) => stop(infoHash),
    'torrents.addPeer': ({ infoHash, address }) => {
      sessionOf(infoHash).addPeer(address);
      return Promise.resolve();
    },
    'torrents.select': ({ infoHash, priorities }) => {
      sessionOf(infoHash).choose(priorities);
      return Promise.resolve();
    },
    'torrents.setOptions': ({ infoHash, options: wanted }) => {
      sessionOf(infoHash).setOptions(wanted);
      return Promise.resolve();
    },
    'torrents.files': ({ infoHash }) => Promise.resolve(sessionOf(infoHash).files()),
    'torrents.peers': ({ infoHash }) => Promise.resolve(sessionOf(infoHash).peers()),
    'torrents.trackers': ({ infoHash }) => Promise.resolve(sessionOf(infoHash).trackers()),
    'torrents.pieces': ({ infoHash, stretches }) => Promise.resolve(sessionOf(infoHash).pieces(stretches)),
    'torrents.read': async function* ({ infoHash, from, to }, { signal }) {
      try {
        yield* sessionOf(infoHash).read({ from, to }, signal);
      } catch (error) {
        throw error instanceof ContentError ? asAppError(error) : error;
      }
    },
    'content.create': async function* (input, { signal }) {
      try {
        yield* createInfo(input, { hashing, signal });
      } catch (error) {
        throw error instanceof ContentError ? asAppError(error) : error;
      }
    },
    'content.place': (input, { signal }) =>
      stepsOf(async (tell, giveUp) => {
        try {
          const onProgress = (doneBytes: number, totalBytes: number) =>
            tell({ kind: 'placing', doneBytes, totalBytes });
          tell({ kind: 'placed', files: await placeTwice(input, { signal: giveUp, onProgress }) });
        } catch (error) {
          throw error instanceof ContentError ? asAppError(error) : error;
        }
      }, signal),
    'content.remove': async ({ savePath, paths }) => {
      try {
        await removeFiles(savePath, paths);
      } catch (error) {
        throw error instanceof ContentError ? asAppError(error) : error;
      }
    },
  };
  serve(engineApi, handlers, link, { onError, onGone, silenceMs });
}

/** A torrent whose content is known downloads or seeds; of a magnet link the description is fetched first. */
function startSession(start: StartTorrent, context: SessionContext): TorrentSession {
  return start.content === null
    ? startMetadataSession(start, context)
    : startContentSession({ ...start, content: start.content }, context);
}

function asAppError({ reason, message }: ContentError): AppError {
  switch (reason) {
    case 'disk-full':
    case 'not-writable':
    case 'not-readable':
      return new AppError(reason, message);
    case 'folder-missing':
    case 'files-missing':
      return new AppError('path-missing', message);
    case 'files-changed':
    case 'failed':
      return new AppError('invalid-input', message);
    default:
      return reason satisfies never;
  }
}
