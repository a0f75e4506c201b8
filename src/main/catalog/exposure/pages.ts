import type { Database } from 'better-sqlite3';
import type {
  Party,
  PartyDetails,
  PartyFilter,
  PartyPage,
  partySorts,
} from '#shared/contract/exposure-parties.ts';
import { unpackData } from '#shared/domain/exposure/datum.ts';
import { conditionOf } from './filter.ts';
import { partyColumns, partyOfRow, type PartyRow } from './stored-party.ts';

export interface PageWish extends PartyFilter {
  readonly sortBy: (typeof partySorts)[number];
  readonly isDescending: boolean;
  readonly offset: number;
  readonly limit: number;
}

const columnOf: Readonly<Record<PageWish['sortBy'], string>> = {
  lastSeen: 'last_ms',
  firstSeen: 'first_ms',
  contacts: 'contacts',
  address: 'address',
  host: 'host',
  kind: 'kind',
  country: 'country',
};

const hourMs = 3_600_000;
/** Of the same address, in other torrents or as something else. */
const maxElsewhere = 100;

/** The ledger as it is read: pages, one party, all in turn. */
export function makePages(db: Database) {
  const one = db.prepare<[number], PartyRow>(`SELECT ${partyColumns} FROM party WHERE id = ?`);
  const momentsOf = db.prepare<
    [number],
    { readonly hour: number; readonly contacts: number; readonly learned: number }
  >('SELECT hour, contacts, learned FROM moment WHERE party = ? ORDER BY hour DESC');
  const sameAddress = db.prepare<[string, number, number], PartyRow>(
    `SELECT ${partyColumns} FROM party WHERE address = ? AND id <> ? ORDER BY last_ms DESC LIMIT ?`,
  );

  return {
    page({ sortBy, isDescending, offset, limit, ...filter }: PageWish): PartyPage {
      const { sql, values } = conditionOf(filter);
      const total = db.prepare<object, { readonly n: number }>(
        `SELECT count(*) AS n FROM party WHERE ${sql}`,
      );
      const way = isDescending ? 'DESC' : 'ASC';
      const rows = db.prepare<object, PartyRow>(
        `SELECT ${partyColumns} FROM party WHERE ${sql} ORDER BY ${columnOf[sortBy]} ${way}, id ${way} LIMIT :limit OFFSET :offset`,
      );
      return {
        total: total.get(values)?.n ?? 0,
        parties: rows.all({ ...values, limit, offset }).map(partyOfRow),
      };
    },

    /** Undefined where it is not kept any more. */
    party(id: number): PartyDetails | undefined {
      const row = one.get(id);
      if (row === undefined) return undefined;
      return {
        party: partyOfRow(row),
        moments: momentsOf.all(id).map(({ hour, contacts, learned }) => ({
          at: new Date(hour * hourMs).toISOString(),
          // What was learned in a contact that began an hour before.
          contacts: Math.max(1, contacts),
          learned: unpackData(learned),
        })),
        elsewhere:
          row.address === ''
            ? []
            : sameAddress.all(row.address, id, maxElsewhere).map((other) => {
                const { partyId, torrentId, kind, learned } = partyOfRow(other);
                return { partyId, torrentId, kind, learned };
              }),
      };
    },

    /** In parts, in the order in which they came; what is added meanwhile comes last. */
    *all(filter: PartyFilter, partSize: number): Generator<Party[]> {
      const { sql, values } = conditionOf(filter);
      const next = db.prepare<object, PartyRow>(
        `SELECT ${partyColumns} FROM party WHERE id > :after AND ${sql} ORDER BY id LIMIT :partSize`,
      );
      for (let after = 0; ;) {
        const rows = next.all({ ...values, after, partSize });
        const last = rows.at(-1);
        if (last === undefined) return;
        yield rows.map(partyOfRow);
        after = last.id;
      }
    },
  };
}
