import type { PartyFilter } from '#shared/contract/exposure-parties.ts';
import { packData } from '#shared/domain/exposure/datum.ts';

/** A condition of SQL and what is bound to it. */
export interface Condition {
  readonly sql: string;
  readonly values: Readonly<Record<string, string | number>>;
}

/** Which parties a filter lets through; `id` is a whole infohash here. */
export function conditionOf(filter: PartyFilter): Condition {
  const parts: string[] = [];
  const values: Record<string, string | number> = {};
  const demand = (sql: string, name: string, value: string | number) => {
    parts.push(sql);
    values[name] = value;
  };
  const oneOf = (column: string, name: string, wanted: readonly string[]) => {
    const names = wanted.map((value, at) => {
      values[`${name}${at}`] = value;
      return `:${name}${at}`;
    });
    parts.push(`${column} IN (${names.join(', ')})`);
  };
  if (filter.id !== undefined) demand('torrent = :torrent', 'torrent', filter.id);
  if (filter.profile !== undefined) demand('profile = :profile', 'profile', filter.profile);
  if (filter.kinds !== undefined) oneOf('kind', 'kind', filter.kinds);
  if (filter.countries !== undefined) oneOf('country', 'country', filter.countries);
  if (filter.learned !== undefined)
    demand('(learned & :learned) = :learned', 'learned', packData(filter.learned));
  if (filter.direction !== undefined) demand('direction = :direction', 'direction', filter.direction);
  if (filter.interface !== undefined) demand('interface = :interface', 'interface', filter.interface);
  if (filter.isEncrypted !== undefined)
    demand('coalesce(is_encrypted, 0) = :isEncrypted', 'isEncrypted', Number(filter.isEncrypted));
  if (filter.since !== undefined) demand('last_ms >= :since', 'since', Date.parse(filter.since));
  if (filter.search !== undefined && filter.search !== '')
    demand(
      "(address LIKE :search ESCAPE '\\' OR host LIKE :search ESCAPE '\\' OR client LIKE :search ESCAPE '\\' OR network LIKE :search ESCAPE '\\')",
      'search',
      `%${filter.search.replace(/[\\%_]/gu, '\\$&')}%`,
    );
  return { sql: parts.length === 0 ? '1' : parts.join(' AND '), values };
}
