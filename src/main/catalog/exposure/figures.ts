import type { Database } from 'better-sqlite3';
import type { ExposureSummary } from '#shared/contract/exposure.ts';
import { data } from '#shared/domain/exposure/datum.ts';

/** What the rules need to know of one torrent (`''`: of what belongs to none). */
export interface TorrentFigures {
  readonly torrent: string;
  readonly parties: number;
  readonly plainTextPeers: number;
  readonly dhtNodes: number;
}

export interface AskedNameRow {
  readonly profile: string;
  readonly torrent: string;
  readonly name: string;
  readonly resolver: string;
  readonly interface: string | null;
}

type Numbers = Pick<
  ExposureSummary,
  'parties' | 'byKind' | 'byDatum' | 'byCountry' | 'byInterface' | 'since'
>;

/** Names outside the tunnel are few or far too many: enough to say so. */
const maxNames = 500;

/** The ledger in numbers. @param torrent a whole infohash; undefined for all */
export function makeFigures(db: Database) {
  const where = 'FROM party WHERE (:torrent IS NULL OR torrent = :torrent)';
  const grouped = (column: string) =>
    db.prepare<object, { readonly value: string; readonly n: number }>(
      `SELECT ${column} AS value, count(*) AS n ${where} AND ${column} IS NOT NULL GROUP BY ${column} ORDER BY n DESC`,
    );
  const [kinds, countries, interfaces] = [grouped('kind'), grouped('country'), grouped('interface')];
  const sums = db.prepare<object, Record<string, number | null>>(
    `SELECT count(*) AS parties, min(first_ms) AS since, ${data
      .map((_, bit) => `sum((learned >> ${bit}) & 1) AS d${bit}`)
      .join(', ')} ${where}`,
  );
  const ofTorrents = db.prepare<[], TorrentFigures>(`
    SELECT torrent, count(*) AS parties,
      sum(kind = 'peer' AND is_encrypted = 0) AS plainTextPeers,
      sum(kind = 'dht' AND direction = 'out') AS dhtNodes
    FROM party GROUP BY torrent`);
  const names = db.prepare<[number], AskedNameRow>(`
    SELECT DISTINCT profile, torrent, host AS name, address AS resolver, interface
    FROM party WHERE kind = 'resolver' AND host <> '' ORDER BY last_ms DESC LIMIT ?`);

  return {
    numbers(torrent: string | undefined): Numbers {
      const bound = { torrent: torrent ?? null };
      const sum = sums.get(bound) ?? {};
      return {
        parties: sum.parties ?? 0,
        since: typeof sum.since === 'number' ? new Date(sum.since).toISOString() : null,
        byKind: Object.fromEntries(kinds.all(bound).map(({ value, n }) => [value, n])),
        byDatum: Object.fromEntries(data.map((datum, bit) => [datum, sum[`d${bit}`] ?? 0])),
        byCountry: countries.all(bound).map(({ value, n }) => ({ country: value, parties: n })),
        byInterface: interfaces.all(bound).map(({ value, n }) => ({ interface: value, parties: n })),
      };
    },
    ofTorrents: (): TorrentFigures[] => ofTorrents.all(),
    askedNames: (): AskedNameRow[] => names.all(maxNames),
  };
}
