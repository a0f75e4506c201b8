import type { Rectangle } from 'electron';
import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const windowStateSchema = z.object({
  /** When not maximised, in the system's logical pixels. */
  bounds: z.object({ x: z.int(), y: z.int(), width: z.int().positive(), height: z.int().positive() }),
  isMaximized: z.boolean(),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Undefined at the first start, and where the file cannot be read: then the window opens as at the first start. */
export function loadWindowState(path: string): WindowState | undefined {
  try {
    return windowStateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Synchronous: it is written while the window closes. Not being able to is not worth a word. */
export function saveWindowState(path: string, state: WindowState): void {
  try {
    writeFileSync(`${path}.tmp`, JSON.stringify(state), { mode: 0o600 });
    renameSync(`${path}.tmp`, path);
  } catch {
    // The next start opens where the one before did.
  }
}

/** Enough of the window to take hold of, logical pixels. */
const graspable = 80;

/** Whether a window there could be seen: the display it was on may be gone. */
export function isVisibleOn(workAreas: readonly Rectangle[], { x, y, width, height }: Rectangle): boolean {
  return workAreas.some((area) => {
    const across = Math.min(x + width, area.x + area.width) - Math.max(x, area.x);
    const down = Math.min(y + height, area.y + area.height) - Math.max(y, area.y);
    return across >= graspable && down >= graspable;
  });
}
