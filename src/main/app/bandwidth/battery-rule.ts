import type { BatteryRule } from '#shared/contract/desktop-settings.ts';
import type { Settings } from '#shared/contract/settings.ts';
import type { Battery } from '../../ports/battery.ts';

interface BatteryRuleParts {
  /** Undefined where nobody tells. */
  readonly battery: Pick<Battery, 'isInUse'> | undefined;
  settings(): Pick<Settings, 'desktop'>;
}

/**
 * What transfers are to do now because of what feeds the computer. Nothing of it is kept: whoever asks again when it is
 * plugged in, or after a crash, finds everything as it was before.
 */
export function makeBatteryRule({ battery, settings }: BatteryRuleParts): () => BatteryRule {
  return () => (battery?.isInUse() === true ? settings().desktop.onBattery : 'carry-on');
}
