import { describe, test } from 'vitest';
import { profileSchema } from '../../src/shared/contract/profile.ts';
import { describeWith } from './tools.ts';

/** A suite about a field of network profiles: skipped, with words, in a Warren whose profiles do not have it yet. */
export function describeWithField(
  field: string,
  needed: readonly string[],
  title: string,
  body: () => void,
): void {
  if (field in profileSchema.parse({ name: 'x' })) describeWith(needed, title, body);
  else describe(title, () => test.skip(`needs profiles that have "${field}"`, () => undefined));
}
