import type { PlaylistRule } from '#shared/contract/library-items.ts';
import { foldName } from '#shared/domain/library/fold.ts';
import type { Condition } from '../browse/condition.ts';

type RuleCondition = PlaylistRule['conditions'][number];
type TextCondition = Extract<RuleCondition, { is: 'contains' | 'equals' | 'not-equals' }> & {
  readonly value: string;
};
type NumberCondition = Extract<RuleCondition, { is: 'at-least' | 'at-most' }>;
type Bind = (value: string | number) => string;

const dayMs = 86_400_000;

/**
 * Text of an item by field, as a list of one column, `key`: an item has many labels and artists. Videos have neither artist
 * nor album nor genre, and count as being none of any name.
 */
const texts: Readonly<Record<TextCondition['field'], { readonly track: string; readonly video: string }>> = {
  title: { track: 'SELECT i.title_key AS key', video: 'SELECT i.title_key AS key' },
  artist: {
    track:
      'SELECT a.name_key AS key FROM track_artist x JOIN artist a ON a.id = x.artist_id WHERE x.track_id = i.id',
    video: "SELECT '' AS key WHERE 0",
  },
  album: {
    track: 'SELECT a.title_key AS key FROM album a WHERE a.id = i.album_id',
    video: "SELECT '' AS key WHERE 0",
  },
  genre: {
    track:
      'SELECT g.name_key AS key FROM track_genre x JOIN genre g ON g.id = x.genre_id WHERE x.track_id = i.id',
    video: "SELECT '' AS key WHERE 0",
  },
  label: {
    track:
      "SELECT l.name_key AS key FROM item_label x JOIN label l ON l.id = x.label_id WHERE x.kind = 'track' AND x.item_id = i.id",
    video:
      "SELECT l.name_key AS key FROM item_label x JOIN label l ON l.id = x.label_id WHERE x.kind = 'video' AND x.item_id = i.id",
  },
  path: {
    track: 'SELECT fold_name(f.path) AS key FROM file f WHERE f.id = i.file_id',
    video: 'SELECT fold_name(f.path) AS key FROM file f WHERE f.id = i.file_id',
  },
};

function textSql({ field, is, value }: TextCondition, kind: 'track' | 'video', bind: Bind): string {
  const wanted = bind(foldName(value));
  const test = is === 'contains' ? `instr(key, ${wanted}) > 0` : `key = ${wanted}`;
  return `${is === 'not-equals' ? 'NOT ' : ''}EXISTS (SELECT 1 FROM (${texts[field][kind]}) WHERE ${test})`;
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
      return `(i.share > 0) = ${Number(condition.value)}`;
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
