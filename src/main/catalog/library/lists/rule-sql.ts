import type { PlaylistRule } from '#shared/contract/library-items.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import type { Condition } from '../browse/condition.ts';
import { isSharedSql } from '../share-code.ts';

type RuleCondition = PlaylistRule['conditions'][number];
type TextCondition = Extract<RuleCondition, { is: 'contains' | 'equals' | 'not-equals' }> & {
  readonly value: string;
};
type NumberCondition = Extract<RuleCondition, { is: 'at-least' | 'at-most' }>;
type Bind = (value: string | number) => string;

const dayMs = 86_400_000;

/**
 * Whether an item has a name of that field which passes a test. Names are tested each once and not track by track: there are
 * far fewer. Videos have neither artist nor album nor genre, and count as having none of any name.
 */
function hasText(
  field: TextCondition['field'],
  kind: 'track' | 'video',
  test: (column: string) => string,
): string {
  switch (field) {
    case 'title':
      return test('i.title_key');
    case 'path':
      return `EXISTS (SELECT 1 FROM file f WHERE f.id = i.file_id AND ${test('fold_name(f.path)')})`;
    case 'label':
      return `i.id IN (SELECT x.item_id FROM label l JOIN item_label x ON x.label_id = l.id WHERE x.kind = '${kind}' AND ${test('l.name_key')})`;
    case 'artist':
      return kind === 'video'
        ? '0'
        : `i.id IN (SELECT x.track_id FROM artist a JOIN track_artist x ON x.artist_id = a.id WHERE ${test('a.name_key')})`;
    case 'genre':
      return kind === 'video'
        ? '0'
        : `i.id IN (SELECT x.track_id FROM genre g JOIN track_genre x ON x.genre_id = g.id WHERE ${test('g.name_key')})`;
    case 'album':
      // Without an album: in none of them, which is not the same as not known.
      return kind === 'video'
        ? '0'
        : `coalesce(i.album_id IN (SELECT a.id FROM album a WHERE ${test('a.title_key')}), 0)`;
    default:
      return field satisfies never;
  }
}

function textSql({ field, is, value }: TextCondition, kind: 'track' | 'video', bind: Bind): string {
  const wanted = bind(foldName(value));
  const has = hasText(field, kind, (column) =>
    is === 'contains' ? `instr(${column}, ${wanted}) > 0` : `${column} = ${wanted}`,
  );
  return is === 'not-equals' ? `NOT (${has})` : `(${has})`;
}

function numberSql({ field, is, value }: NumberCondition, nowMs: number, bind: Bind): string {
  const sign = is === 'at-least' ? '>=' : '<=';
  // The more days, the earlier the moment.
  const turned = is === 'at-least' ? '<=' : '>=';
  switch (field) {
    case 'year':
      return `coalesce(i.year ${sign} ${bind(value)}, 0)`;
    case 'plays':
      return `i.plays ${sign} ${bind(value)}`;
    case 'durationSeconds':
      return `coalesce(i.duration_ms ${sign} ${bind(value * 1000)}, 0)`;
    case 'daysSinceAdded':
      return `i.added_ms ${turned} ${bind(nowMs - value * dayMs)}`;
    case 'daysSincePlayed':
      // Never played: longer ago than any number of days.
      return `coalesce(i.last_played_ms ${turned} ${bind(nowMs - value * dayMs)}, ${Number(is === 'at-least')})`;
    default:
      return field satisfies never;
  }
}

function conditionSql(condition: RuleCondition, kind: 'track' | 'video', nowMs: number, bind: Bind): string {
  switch (condition.field) {
    case 'title':
    case 'artist':
    case 'album':
    case 'genre':
    case 'label':
    case 'path':
      return textSql(condition, kind, bind);
    case 'favourite':
      return `i.is_favourite = ${Number(condition.value)}`;
    case 'shared':
      return `(${isSharedSql('i.share')}) = ${Number(condition.value)}`;
    case 'year':
    case 'plays':
    case 'durationSeconds':
    case 'daysSinceAdded':
    case 'daysSincePlayed':
      return numberSql(condition, nowMs, bind);
    default:
      return condition satisfies never;
  }
}

/** Which rows of tracks or videos, called `i`, a rule takes; what a person typed is bound and never SQL. */
export function ruleCondition(
  { match, conditions }: Pick<PlaylistRule, 'match' | 'conditions'>,
  kind: 'track' | 'video',
  nowMs: number,
): Condition {
  const values: Record<string, string | number> = {};
  const bind: Bind = (value) => {
    const name = `${kind}${Object.keys(values).length}`;
    values[name] = value;
    return `:${name}`;
  };
  const parts = conditions.map((condition) => conditionSql(condition, kind, nowMs, bind));
  return { sql: `(${parts.join(match === 'all' ? ' AND ' : ' OR ')})`, values };
}
