import { powerMonitor } from 'electron';
import type { Battery } from '../../ports/battery.ts';
import { isDischarging } from './power-supplies.ts';

/** Not every system says so by itself: of Electron's two events Windows has one, and Linux none. ms. */
const lookEveryMs = 5_000;

/** What feeds this computer, as Electron says; on Linux the kernel is asked, too. */
export function watchBattery(platform: NodeJS.Platform): Battery & Disposable {
  const listeners = new Set<() => void>();
  let isInUse = read();

  function read(): boolean {
    return powerMonitor.isOnBatteryPower() || (platform === 'linux' && isDischarging());
  }

  function look(): void {
    const now = read();
    if (now === isInUse) return;
    isInUse = now;
    for (const listener of listeners) listener();
  }

  const timer = setInterval(look, lookEveryMs);
  powerMonitor.on('on-battery', look);
  powerMonitor.on('on-ac', look);
  return {
    isInUse: () => isInUse,
    onChange(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      powerMonitor.off('on-battery', look);
      powerMonitor.off('on-ac', look);
    },
  };
}
