import type { Checkpoint, Content, EngineTorrent, StartTorrent } from '#shared/contract/engine.ts';
import { defaultTorrentOptions } from '#shared/contract/torrent.ts';
import { ContentError, contentErrorOf } from './content/content-error.ts';
import { holdContent } from './content/held-content.ts';
import { makePiecePriorities } from './content/piece-priorities.ts';
import type { SessionContext, TorrentSession } from './session.ts';
import { makeReaders } from './streaming/index.ts';
import { describePeers, describeWebSeeds } from './swarm/peers.ts';
import { describePieces } from './swarm/piece-map.ts';
import { makeRate } from './swarm/rate.ts';
import { joinSwarm, type Swarm } from './swarm/swarm.ts';
import { makeTrackerBoard } from './swarm/tracker-board.ts';

/** While downloading, how often progress is made safe against a power cut, ms. kill -9 loses nothing in between. */
const checkpointEveryMs = 30_000;

/** Checks what lies on disk as far as needed, then downloads and seeds until it is stopped or fails. */
export function startContentSession(
  start: StartTorrent & { readonly content: Content },
  context: SessionContext,
): TorrentSession {
  const { infoHash, content } = start;
  const { premises, checks, beSeen, beUnseen, clock, emit } = context;
  const held = holdContent(infoHash, content, context);
  const { ledger, layout } = held;
  let options = start.options ?? defaultTorrentOptions;
  const priorities = makePiecePriorities(layout, options.firstLastFirst);
  const board = makeTrackerBoard({ tiers: start.trackers, areOn: premises.options.trackers, clock });
  const controller = new AbortController();
  const downloadRate = makeRate();
  const uploadRate = makeRate();
  const readers = makeReaders({
    layout,
    ledger,
    assertUnchanged: held.store.look,
    rateBps: () => downloadBps,
    nowMs: () => clock.monotonicMs(),
    hurry: (dues, isAwaited) => swarm?.hurry(dues, isAwaited),
  });
  const pulse = () => readers.pulse();
  let downloadBps = 0;
  let phase: Exclude<EngineTorrent['phase'], 'metadata'> = 'waiting';
  let hasNews = false;
  let swarm: Swarm | undefined;
  let timer: NodeJS.Timeout | undefined;
  let ending: Promise<void> | undefined;

  async function run(): Promise<void> {
    const suspects = await held.decide(start.recheck);
    if (suspects.length > 0) {
      await checks.run(controller.signal, () => {
        phase = 'checking';
        return held.hash(suspects, controller.signal);
      });
      // What is not ours must not look like a beginning of ours after the next start.
      controller.signal.throwIfAborted();
      if (strangers().length === 0) {
        held.adopt();
        emit({ kind: 'checkpoint', checkpoint: await held.checkpoint() });
      }
    }
    controller.signal.throwIfAborted();
    if (start.stayOffline) return end();
    if (!ledger.isComplete) await prepareDownload();
    controller.signal.throwIfAborted();
    held.adopt();
    const partials = ledger.isComplete ? [] : await held.loadPartials();
    controller.signal.throwIfAborted();
    phase = ledger.isComplete ? 'seeding' : 'downloading';
    swarm = joinSwarm({
      ...context,
      start,
      content,
      held,
      priorities,
      options,
      board,
      partials,
      onPiece,
      onError: fail,
    });
    timer = setInterval(() => void keepSafe(), checkpointEveryMs);
    premises.pulses.add(pulse);
    readers.begin();
    if (!start.isPrivate) beSeen(infoHash);
  }

  /** Of what was whole once nothing is written over in any case, and how much was changed says more. */
  const strangers = () => (content.resume !== null && !start.mayDownload ? [] : held.strangers());

  async function prepareDownload(): Promise<void> {
    const [stranger] = start.mayOverwrite ? [] : strangers();
    if (stranger !== undefined) {
      const sentence = `Another file is called ${stranger} in ${content.savePath}. Nothing was overwritten.`;
      throw new ContentError('files-changed', sentence);
    }
    if (start.mayDownload) {
      // From the first piece on the files are known as ours: neither strangers' after a crash, nor made anew when they are gone.
      if (content.resume === null) {
        held.adopt();
        emit({ kind: 'checkpoint', checkpoint: await held.checkpoint() });
      }
      return held.store.makeEmptyFiles();
    }
    const percent = Math.ceil(100 * (1 - ledger.doneBytes / Math.max(1, ledger.wantedBytes)));
    const sentence = `${percent} % of what lies in ${content.savePath} is not what was there before. Nothing was overwritten.`;
    throw new ContentError('files-changed', sentence);
  }

  function onPiece(piece: number): void {
    held.mark(piece);
    readers.look();
    hasNews = true;
    if (ledger.isComplete && phase === 'downloading') void complete();
  }

  async function complete(): Promise<void> {
    phase = 'seeding';
    hasNews = true;
    await keepSafe();
    emit({ kind: 'completed', infoHash });
  }

  async function keepSafe(): Promise<void> {
    if (!hasNews) return;
    hasNews = false;
    void keepPartials();
    try {
      emit({ kind: 'checkpoint', checkpoint: await held.checkpoint() });
    } catch (error) {
      fail(error);
    }
  }

  /** Trouble with it is no trouble: these blocks are fetched again. */
  async function keepPartials(): Promise<void> {
    if (swarm !== undefined && !ledger.isComplete) await held.savePartials(swarm.openPieces());
  }

  function fail(error: unknown): void {
    if (phase === 'stopped') return;
    const { reason, message } = contentErrorOf(error, content.savePath);
    // A full disk keeps what it took; of any other, what was written last may not be there.
    if (swarm !== undefined && reason !== 'disk-full') held.doubt();
    void end().then(() => emit({ kind: 'failed', infoHash, reason, message }));
  }

  function end(): Promise<void> {
    phase = 'stopped';
    controller.abort();
    clearInterval(timer);
    premises.pulses.delete(pulse);
    readers.end();
    beUnseen(infoHash);
    ending ??= (async () => {
      await swarm?.leave(keepPartials);
      await held.close();
    })();
    return ending;
  }

  const running = run().catch((error: unknown) => {
    if (!controller.signal.aborted) fail(error);
  });

  /** A tracker counts us too. */
  function otherSeedsTold({ seeds }: { readonly seeds: number | null }): number {
    return Math.max(0, (seeds ?? 0) - (phase === 'seeding' ? 1 : 0));
  }

  async function stop(): Promise<Checkpoint | null> {
    const wasOnline = phase === 'downloading' || phase === 'seeding';
    phase = 'stopped';
    controller.abort();
    await running;
    await end();
    return wasOnline ? held.checkpoint().catch(() => null) : null;
  }

  return {
    figures(nowMs) {
      const receivedBytes = swarm?.receivedBytes ?? 0;
      const sentBytes = swarm?.sentBytes ?? 0;
      const isChecking = phase === 'checking';
      downloadBps = downloadRate.sample(receivedBytes, nowMs);
      return {
        infoHash,
        phase,
        doneBytes: isChecking ? held.checkedBytes : ledger.doneBytes,
        wantedBytes: isChecking ? content.sizeBytes : ledger.wantedBytes,
        receivedBytes,
        sentBytes,
        downloadBps,
        uploadBps: uploadRate.sample(sentBytes, nowMs),
        peers: swarm?.peers.size ?? 0,
        otherSeeds: Math.max(swarm?.otherSeeds(nowMs) ?? 0, ...board.describe().map(otherSeedsTold)),
      };
    },
    addPeer: (address) => swarm?.addPeer(address),
    choose(files) {
      priorities.choose(files);
      ledger.choose(files.map((priority) => priority !== 'skip'));
      if (phase === 'seeding' && !ledger.isComplete) phase = 'downloading';
      else if (phase === 'downloading' && ledger.isComplete) void complete();
      swarm?.choose();
      readers.look();
    },
    setOptions(next) {
      options = next;
      priorities.setFirstLastFirst(next.firstLastFirst);
      swarm?.setOptions(next);
    },
    peers: () => [
      ...describePeers(swarm?.peers ?? [], layout.pieceCount),
      ...describeWebSeeds(swarm?.webSeeds ?? []),
    ],
    trackers: () => board.describe(),
    pieces: (stretches) =>
      describePieces(layout, ledger, (piece) => swarm?.availability(piece) ?? 0, stretches),
    files: () => ledger.doneByFile(),
    read: readers.read,
    stop,
  };
}
