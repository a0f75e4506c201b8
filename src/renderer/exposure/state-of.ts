import type { ExposureSummary, Shield } from '#shared/contract/exposure.ts';
import { inOrder } from '#shared/domain/exposure/verdict.ts';

/**
 * What the headline says: the worst finding below it, whatever else is true; the shield where nothing bad was found. A
 * page never says less than what it lists.
 */
export function stateOf({ shield, verdicts }: Pick<ExposureSummary, 'shield' | 'verdicts'>): Shield['state'] {
  const [worst] = inOrder(verdicts);
  return worst === undefined || worst.severity === 'info' || shield.state === 'alarm'
    ? shield.state
    : worst.severity;
}
