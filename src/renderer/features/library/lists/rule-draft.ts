import type { PlaylistRule } from '#shared/contract/library-items.ts';

/*
 * A rule while it is being written: every value is text, as in the fields. Pure, so that what the fields allow and what
 * the contract takes can be tested against each other.
 */

type Condition = PlaylistRule['conditions'][number];
export type RuleField = Condition['field'];

export interface ConditionDraft {
  readonly key: number;
  field: RuleField;
  is: string;
  value: string;
}

export interface RuleDraft {
  match: PlaylistRule['match'];
  conditions: ConditionDraft[];
  sort: PlaylistRule['sort'];
  isDescending: boolean;
  /** Empty: all that fit. */
  limit: string;
}

export const textFields = ['title', 'artist', 'album', 'genre', 'label', 'path'] as const;
export const numberFields = [
  'year',
  'plays',
  'durationSeconds',
  'daysSinceAdded',
  'daysSincePlayed',
] as const;
export const switchFields = ['favourite', 'shared'] as const;
export const ruleFields: readonly RuleField[] = [...textFields, ...numberFields, ...switchFields];
export const ruleSorts = ['title', 'artist', 'album', 'addedAt', 'plays', 'lastPlayedAt', 'random'] as const;

const isOneOf = <T extends string>(list: readonly T[], field: string): field is T =>
  list.some((each) => each === field);

export function kindOfField(field: RuleField): 'text' | 'number' | 'switch' {
  if (isOneOf(textFields, field)) return 'text';
  return isOneOf(numberFields, field) ? 'number' : 'switch';
}

/** Which comparisons a field has, the usual one first. */
export function comparisonsOf(field: RuleField): readonly string[] {
  return {
    text: ['contains', 'equals', 'not-equals'],
    number: ['at-least', 'at-most'],
    switch: ['equals'],
  }[kindOfField(field)];
}

let nextKey = 1;

export function newCondition(field: RuleField = 'genre'): ConditionDraft {
  const [is = 'equals'] = comparisonsOf(field);
  return { key: nextKey++, field, is, value: kindOfField(field) === 'switch' ? 'yes' : '' };
}

export function draftOf(rule: PlaylistRule | null): RuleDraft {
  if (rule === null)
    return { match: 'all', conditions: [newCondition()], sort: 'title', isDescending: false, limit: '' };
  return {
    match: rule.match,
    conditions: rule.conditions.map(({ field, is, value }) => ({
      key: nextKey++,
      field,
      is,
      value: typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value),
    })),
    sort: rule.sort,
    isDescending: rule.isDescending,
    limit: rule.limit === null ? '' : String(rule.limit),
  };
}

/** The rule, or which parts of the draft are not fit for one: keys of conditions, and `limit`. */
export function ruleOf(draft: RuleDraft): { rule: PlaylistRule } | { faults: ReadonlySet<number | 'limit'> } {
  const faults = new Set<number | 'limit'>();
  const conditions = draft.conditions.flatMap((condition): Condition[] => {
    const made = conditionOf(condition);
    if (made === undefined) faults.add(condition.key);
    return made === undefined ? [] : [made];
  });
  const limit = draft.limit.trim() === '' ? null : wholeNumber(draft.limit);
  if (limit !== null && (limit === undefined || limit < 1 || limit > 10_000)) faults.add('limit');
  if (faults.size > 0 || limit === undefined) return { faults };
  const { match, sort, isDescending } = draft;
  return { rule: { match, conditions, sort, isDescending, limit } };
}

function conditionOf({ field, is, value }: ConditionDraft): Condition | undefined {
  if (isOneOf(textFields, field)) {
    const isKnown = is === 'contains' || is === 'equals' || is === 'not-equals';
    return isKnown && value.trim() !== '' ? { field, is, value: value.trim() } : undefined;
  }
  if (isOneOf(numberFields, field)) {
    const number = wholeNumber(value);
    return number !== undefined && (is === 'at-least' || is === 'at-most')
      ? { field, is, value: number }
      : undefined;
  }
  return { field, is: 'equals', value: value === 'yes' };
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,9}$/u.test(text.trim()) ? Number(text.trim()) : undefined;
}
