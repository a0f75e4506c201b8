import type { Database } from 'better-sqlite3';
import type { Hit } from '#shared/contract/library-items.ts';
import { formatItemId, type ItemId, type ItemKind } from '#shared/domain/library/item-id.ts';
import { absolutePath } from '../absolute-path.ts';
import { toSeconds } from '../browse/item-fields.ts';
import { shareCodes, shareFiguresSql, shareStateOf } from '../share-code.ts';
import type { Candidate } from './candidates.ts';

interface HitRow {
  readonly id: number;
  readonly title: string;
  readonly artist: string | null;
  readonly album: string | null;
  readonly year: number | null;
  readonly duration_ms: number | null;
  readonly folder: string | null;
  readonly path: string | null;
  readonly share: number;
  readonly artwork: string | null;
}

/** What is shown of each kind, for ids that are bound as JSON. */
const hitSql: Readonly<Record<ItemKind, string>> = {
  artist: `SELECT i.id, i.name AS title, NULL AS artist, NULL AS album, NULL AS year, NULL AS duration_ms, NULL AS folder,
      NULL AS path, i.share, (SELECT w.hash FROM album a JOIN artwork w ON w.id = a.artwork_id
        WHERE a.artist_id = i.id AND a.is_hidden = 0 ORDER BY a.year DESC, a.id DESC LIMIT 1) AS artwork
    FROM json_each(:ids) j CROSS JOIN artist i ON i.id = j.value`,
  album: `SELECT i.id, i.title, ar.name AS artist, NULL AS album, i.year, i.duration_ms, NULL AS folder, NULL AS path,
      i.share, w.hash AS artwork
    FROM json_each(:ids) j CROSS JOIN album i ON i.id = j.value LEFT JOIN artist ar ON ar.id = i.artist_id
      LEFT JOIN artwork w ON w.id = i.artwork_id`,
  show: `SELECT i.id, i.title, NULL AS artist, NULL AS album, NULL AS year, NULL AS duration_ms, NULL AS folder, NULL AS path,
      i.share, w.hash AS artwork
    FROM json_each(:ids) j CROSS JOIN show i ON i.id = j.value LEFT JOIN artwork w ON w.id = i.artwork_id`,
  playlist: `SELECT i.id, i.name AS title, NULL AS artist, NULL AS album, NULL AS year, NULL AS duration_ms, NULL AS folder,
      NULL AS path, CASE WHEN s.trouble > 0 THEN s.trouble WHEN s.shared = 0 THEN ${shareCodes.none}
        WHEN s.shared < s.present THEN ${shareCodes.partly} WHEN s.atRisk > 0 THEN ${shareCodes.atRisk} ELSE ${shareCodes.sharing} END AS share,
      NULL AS artwork
    FROM json_each(:ids) j CROSS JOIN playlist i ON i.id = j.value JOIN (
      SELECT e.list AS id, ${shareFiguresSql('e.')}
      FROM (
        SELECT p.id AS list, coalesce(t.share, v.share) AS share, coalesce(t.is_missing, v.is_missing) AS is_missing,
          coalesce(t.is_hidden, v.is_hidden) AS is_hidden
        FROM playlist p LEFT JOIN playlist_entry n ON n.playlist_id = p.id
          LEFT JOIN track t ON n.kind = 'track' AND t.id = n.item_id LEFT JOIN video v ON n.kind = 'video' AND v.id = n.item_id
        WHERE p.id IN (SELECT value FROM json_each(:ids))) e
      GROUP BY e.list) s ON s.id = i.id`,
  video: `SELECT i.id, i.title, s.title AS artist, NULL AS album, i.year, i.duration_ms, d.path AS folder, f.path, i.share,
      w.hash AS artwork
    FROM json_each(:ids) j CROSS JOIN video i ON i.id = j.value JOIN file f ON f.id = i.file_id JOIN folder d ON d.id = f.folder_id
      LEFT JOIN show s ON s.id = i.show_id LEFT JOIN artwork w ON w.id = f.artwork_id`,
  track: `SELECT i.id, i.title, coalesce(i.credit, ar.name) AS artist, al.title AS album, i.year, i.duration_ms,
      d.path AS folder, f.path, i.share, coalesce(w.hash, aw.hash) AS artwork
    FROM json_each(:ids) j CROSS JOIN track i ON i.id = j.value JOIN file f ON f.id = i.file_id JOIN folder d ON d.id = f.folder_id
      LEFT JOIN artist ar ON ar.id = i.artist_id LEFT JOIN album al ON al.id = i.album_id
      LEFT JOIN artwork w ON w.id = f.artwork_id LEFT JOIN artwork aw ON aw.id = al.artwork_id`,
};

/** Whole hits, in the order of the candidates. */
export function makeHits(db: Database): (found: readonly Candidate[]) => Hit[] {
  const kinds = Object.keys(hitSql) as ItemKind[]; // Object.keys forgets that these are all of its keys.
  const byKind = kinds.map((kind) => ({ kind, read: db.prepare<{ ids: string }, HitRow>(hitSql[kind]) }));

  return (found) => {
    const hits = new Map<ItemId, Hit>();
    for (const { kind, read } of byKind) {
      const ids = found.filter((item) => item.kind === kind).map(({ row }) => row);
      for (const row of ids.length === 0 ? [] : read.all({ ids: JSON.stringify(ids) }))
        hits.set(formatItemId(kind, row.id), hitFromRow(kind, row));
    }
    return found.flatMap(({ kind, row }) => hits.get(formatItemId(kind, row)) ?? []);
  };
}

function hitFromRow(kind: ItemKind, { id, duration_ms, folder, path, share, ...row }: HitRow): Hit {
  return {
    kind,
    id: formatItemId(kind, id),
    title: row.title,
    artist: row.artist,
    album: row.album,
    year: row.year,
    durationSeconds: toSeconds(duration_ms),
    path: folder === null || path === null ? null : absolutePath(folder, path),
    shareState: shareStateOf(share),
    artwork: row.artwork,
  };
}
