import { AppError } from '#shared/contract/errors.ts';
import { parseItemId, type ItemId, type ItemKind } from '#shared/domain/library/item-id.ts';

/** The row that an id of this kind names; 0, which no row has, for an id of another kind. */
export function rowOf(id: ItemId, kind: ItemKind): number {
  const parsed = parseItemId(id);
  return parsed?.kind === kind ? parsed.row : 0;
}

export function notFound(kind: ItemKind): AppError {
  return new AppError('not-found', `This ${kind} is not in the library any more.`);
}
