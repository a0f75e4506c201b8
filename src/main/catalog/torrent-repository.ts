import type { Database } from 'better-sqlite3';
import type { TorrentOptions } from '#shared/contract/torrent.ts';
import type { InfoHash } from '#shared/domain/info-hash.ts';
import type { SeedingGoal } from '#shared/domain/seeding/goal.ts';
import type { StoredTorrent } from './stored-torrent.ts';

interface Row {
  readonly info_hash: InfoHash;
  readonly name: string;
  readonly origin: StoredTorrent['origin'];
  readonly save_path: string;
  readonly profile: string;
  readonly is_paused: 0 | 1;
  readonly is_private: 0 | 1;
  readonly has_info: 0 | 1;
  readonly size_bytes: number;
  readonly file_count: number;
  readonly trackers: string;
  readonly web_seeds: string;
  readonly pending_select: string | null;
  readonly done_bytes: number;
  readonly wanted_bytes: number;
  readonly received_bytes: number;
  readonly sent_bytes: number;
  readonly added_at: number;
  readonly completed_at: number | null;
  readonly download_limit_bps: number | null;
  readonly upload_limit_bps: number | null;
  readonly is_sequential: 0 | 1;
  readonly first_last_first: 0 | 1;
  readonly queue_position: number;
  readonly is_forced: 0 | 1;
  readonly pause_reason: StoredTorrent['pauseReason'];
  readonly seeded_ms: number;
  readonly seeding_goal: string | null;
  readonly goal_met_at: number | null;
}

export function makeTorrentRepository(db: Database) {
  const insert = db.prepare(`
    INSERT INTO torrent (info_hash, name, origin, save_path, profile, is_paused, is_private, size_bytes, trackers,
                         web_seeds, pending_select, done_bytes, wanted_bytes, received_bytes, sent_bytes, added_at, completed_at,
                         download_limit_bps, upload_limit_bps, is_sequential, first_last_first, queue_position, is_forced, pause_reason,
                         seeded_ms, seeding_goal, goal_met_at)
    VALUES (@infoHash, @name, @origin, @savePath, @profile, @isPaused, @isPrivate, @sizeBytes, @trackers,
            @webSeeds, @pendingSelect, @doneBytes, @wantedBytes, @receivedBytes, @sentBytes, @addedAt, @completedAt,
            @downloadLimitBps, @uploadLimitBps, @isSequential, @firstLastFirst, @queuePosition, @isForced, @pauseReason,
            @seededMs, @seedingGoal, @goalMetAt)`);
  const selectAll = db.prepare<[], Row>(`
    SELECT info_hash, name, origin, save_path, profile, is_paused, is_private, info IS NOT NULL AS has_info, size_bytes,
           (SELECT count(*) FROM torrent_file f WHERE f.info_hash = t.info_hash AND f.kind = 'content') AS file_count,
           trackers, web_seeds, pending_select, done_bytes, wanted_bytes, received_bytes, sent_bytes, added_at, completed_at,
           download_limit_bps, upload_limit_bps, is_sequential, first_last_first, queue_position, is_forced, pause_reason,
           seeded_ms, seeding_goal, goal_met_at
    FROM torrent t ORDER BY added_at, info_hash`);
  const setPaused = db.prepare(
    'UPDATE torrent SET is_paused = ?, pause_reason = ?, is_forced = ? WHERE info_hash = ?',
  );
  const setQueuePosition = db.prepare('UPDATE torrent SET queue_position = ? WHERE info_hash = ?');
  const setSeeded = db.prepare('UPDATE torrent SET seeded_ms = ? WHERE info_hash = ?');
  const setGoalMet = db.prepare('UPDATE torrent SET goal_met_at = ? WHERE info_hash = ?');
  const setProfile = db.prepare('UPDATE torrent SET profile = ? WHERE info_hash = ?');
  const setSavePath = db.prepare('UPDATE torrent SET save_path = ? WHERE info_hash = ?');
  const setProgress = db.prepare('UPDATE torrent SET done_bytes = ?, wanted_bytes = ? WHERE info_hash = ?');
  const setTraffic = db.prepare('UPDATE torrent SET received_bytes = ?, sent_bytes = ? WHERE info_hash = ?');
  const setCompleted = db.prepare('UPDATE torrent SET completed_at = ? WHERE info_hash = ?');
  const setOptions = db.prepare(`
    UPDATE torrent SET download_limit_bps = @downloadLimitBps, upload_limit_bps = @uploadLimitBps,
      is_sequential = @isSequential, first_last_first = @firstLastFirst, seeding_goal = @seedingGoal
    WHERE info_hash = @infoHash`);
  const remove = db.prepare('DELETE FROM torrent WHERE info_hash = ?');

  return {
    insert({ options, ...torrent }: StoredTorrent): void {
      insert.run({
        ...torrent,
        ...optionColumns(options),
        isPaused: Number(torrent.isPaused),
        isPrivate: Number(torrent.isPrivate),
        trackers: JSON.stringify(torrent.trackers),
        webSeeds: JSON.stringify(torrent.webSeeds),
        pendingSelect: torrent.pendingSelect && JSON.stringify(torrent.pendingSelect),
        addedAt: torrent.addedAt.getTime(),
        completedAt: torrent.completedAt?.getTime() ?? null,
        isForced: Number(torrent.isForced),
        goalMetAt: torrent.goalMetAt?.getTime() ?? null,
        hasInfo: null,
        fileCount: null,
      });
    },
    /** Oldest first. */
    all: (): StoredTorrent[] => selectAll.all().map(fromRow),
    setPaused: (
      infoHash: InfoHash,
      { isPaused, pauseReason, isForced }: Pick<StoredTorrent, 'isPaused' | 'pauseReason' | 'isForced'>,
    ): void => void setPaused.run(Number(isPaused), pauseReason, Number(isForced), infoHash),
    setQueuePosition: (infoHash: InfoHash, position: number): void =>
      void setQueuePosition.run(position, infoHash),
    setSeeded: (infoHash: InfoHash, seededMs: number): void =>
      void setSeeded.run(Math.round(seededMs), infoHash),
    setGoalMet: (infoHash: InfoHash, at: Date | null): void =>
      void setGoalMet.run(at?.getTime() ?? null, infoHash),
    setProfile: (infoHash: InfoHash, profile: string): void => void setProfile.run(profile, infoHash),
    setSavePath: (infoHash: InfoHash, savePath: string): void => void setSavePath.run(savePath, infoHash),
    setProgress: (infoHash: InfoHash, doneBytes: number, wantedBytes: number): void =>
      void setProgress.run(doneBytes, wantedBytes, infoHash),
    setTraffic: (infoHash: InfoHash, receivedBytes: number, sentBytes: number): void =>
      void setTraffic.run(receivedBytes, sentBytes, infoHash),
    setCompleted: (infoHash: InfoHash, at: Date | null): void =>
      void setCompleted.run(at?.getTime() ?? null, infoHash),
    setOptions: (infoHash: InfoHash, options: TorrentOptions): void =>
      void setOptions.run({ infoHash, ...optionColumns(options) }),
    /** With its files and progress. */
    remove: (infoHash: InfoHash): void => void remove.run(infoHash),
  };
}
export type TorrentRepository = ReturnType<typeof makeTorrentRepository>;

function optionColumns({ isSequential, firstLastFirst, seedingGoal, ...limits }: TorrentOptions) {
  return {
    ...limits,
    isSequential: Number(isSequential),
    firstLastFirst: Number(firstLastFirst),
    seedingGoal: seedingGoal && JSON.stringify(seedingGoal),
  };
}

function fromRow(row: Row): StoredTorrent {
  return {
    infoHash: row.info_hash,
    name: row.name,
    origin: row.origin,
    savePath: row.save_path,
    profile: row.profile,
    isPaused: row.is_paused === 1,
    isPrivate: row.is_private === 1,
    hasInfo: row.has_info === 1,
    sizeBytes: row.size_bytes,
    fileCount: row.file_count,
    trackers: JSON.parse(row.trackers) as string[][], // written by insert()
    webSeeds: JSON.parse(row.web_seeds) as string[], // likewise
    pendingSelect: row.pending_select === null ? null : (JSON.parse(row.pending_select) as string[]), // likewise
    doneBytes: row.done_bytes,
    wantedBytes: row.wanted_bytes,
    receivedBytes: row.received_bytes,
    sentBytes: row.sent_bytes,
    addedAt: new Date(row.added_at),
    completedAt: row.completed_at === null ? null : new Date(row.completed_at),
    options: {
      downloadLimitBps: row.download_limit_bps,
      uploadLimitBps: row.upload_limit_bps,
      isSequential: row.is_sequential === 1,
      firstLastFirst: row.first_last_first === 1,
      seedingGoal: row.seeding_goal === null ? null : (JSON.parse(row.seeding_goal) as SeedingGoal), // written by insert(), setOptions()
    },
    queuePosition: row.queue_position,
    isForced: row.is_forced === 1,
    pauseReason: row.pause_reason,
    seededMs: row.seeded_ms,
    goalMetAt: row.goal_met_at === null ? null : new Date(row.goal_met_at),
  };
}
