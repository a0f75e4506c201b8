import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** https://www.kernel.org/doc/Documentation/ABI/testing/sysfs-class-power */
const sysfs = '/sys/class/power_supply';

/**
 * Whether Linux says that this computer lives on its battery: one of its own gets emptier, and nothing is plugged in. A
 * charger that is too weak counts as plugged in; the battery of a mouse is none of ours. Files of the kernel, answered from
 * memory; where there are none, a computer has no battery.
 */
export function isDischarging(folder = sysfs): boolean {
  const supplies = namesIn(folder).map((name) => (fact: string) => read(join(folder, name, fact)));
  const isPluggedIn = supplies.some((of) => of('type') !== 'Battery' && of('online') === '1');
  const isEmptied = supplies.some(
    (of) => of('type') === 'Battery' && of('scope') !== 'Device' && of('status') === 'Discharging',
  );
  return isEmptied && !isPluggedIn;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
