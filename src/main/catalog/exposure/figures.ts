import type { Database } from 'better-sqlite3';
import type { ExposureSummary } from '#shared/contract/exposure.ts';
import { data } from '#shared/domain/exposure/datum.ts';

/** What the rules need to know of one torrent (`''`: of what belongs to none). */
export interface TorrentFigures {
  readonly torrent: string;
  /** All of this without those on this computer. */
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

/** Parties that are alike in this. */
interface Group {
  readonly kind: string;
  readonly country: string | null;
  readonly interface: string | null;
  readonly learned: number;
  readonly is_here: number;
  readonly n: number;
  readonly since: number;
}

type Numbers = Pick<
  ExposureSummary,
  'parties' | 'here' | 'byKind' | 'byDatum' | 'byCountry' | 'byInterface' | 'since'
>;

/** Names outside the tunnel are few or far too many: enough to say so. */
const maxNames = 500;

/** Read again and again while somebody looks: from an index alone, or from few rows. */
export const ofTorrentsSql = `
  SELECT torrent, sum(NOT is_here) AS parties,
    sum(kind = 'peer' AND is_encrypted = 0 AND NOT is_here) AS plainTextPeers,
    sum(kind = 'dht' AND direction = 'out' AND NOT is_here) AS dhtNodes
  FROM party GROUP BY torrent`;

export const namesSql = `
  SELECT DISTINCT profile, torrent, host AS name, address AS resolver, interface
  FROM party INDEXED BY party_names WHERE kind = 'resolver' AND host <> '' ORDER BY last_ms DESC LIMIT ?`;

export const groupsSql = (where: string) => `
  SELECT kind, country, interface, learned, is_here, count(*) AS n, min(first_ms) AS since
  FROM party ${where} GROUP BY kind, country, interface, learned, is_here`;

/** The ledger in numbers. @param torrent a whole infohash; undefined for all */
export function makeFigures(db: Database) {
  // One pass over the ledger; few parties differ in all of these.
  const groups = (where: string) => db.prepare<string[], Group>(groupsSql(where));
  const [allGroups, groupsOfTorrent] = [groups(''), groups('WHERE torrent = ?')];
  const ofTorrents = db.prepare<[], TorrentFigures>(ofTorrentsSql);
  const names = db.prepare<[number], AskedNameRow>(namesSql);

  return {
    numbers(torrent: string | undefined): Numbers {
      const found = torrent === undefined ? allGroups.all() : groupsOfTorrent.all(torrent);
      const sum = (counts: (group: Group) => boolean) =>
        found.reduce((total, group) => total + (counts(group) ? group.n : 0), 0);
      const here = found.filter((group) => group.is_here === 1);
      const since = Math.min(...found.map((group) => group.since));
      return {
        parties: sum(() => true),
        here: {
          parties: sum((group) => group.is_here === 1),
          byKind: Object.fromEntries(countBy(here, ({ kind }) => kind)),
        },
        since: Number.isFinite(since) ? new Date(since).toISOString() : null,
        byKind: Object.fromEntries(countBy(found, ({ kind }) => kind)),
        byDatum: Object.fromEntries(
          data.map((datum, bit) => [datum, sum(({ learned }) => (learned & (1 << bit)) !== 0)]),
        ),
        byCountry: countBy(found, ({ country }) => country).map(([country, parties]) => ({
          country,
          parties,
        })),
        byInterface: countBy(found, (group) => group.interface).map(([name, parties]) => ({
          interface: name,
          parties,
        })),
      };
    },
    ofTorrents: (): TorrentFigures[] => ofTorrents.all(),
    askedNames: (): AskedNameRow[] => names.all(maxNames),
  };
}

/** The most first; what is not known is left out. */
function countBy(groups: readonly Group[], valueOf: (group: Group) => string | null): [string, number][] {
  const counts = new Map<string, number>();
  for (const group of groups) {
    const value = valueOf(group);
    if (value !== null) counts.set(value, (counts.get(value) ?? 0) + group.n);
  }
  return [...counts].toSorted(([, one], [, other]) => other - one);
}
