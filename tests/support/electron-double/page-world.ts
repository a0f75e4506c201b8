import type { WorldWire } from './world-wire.ts';

/**
 * In the page's own world: what the preload exposed, frozen, and `window.open` as Electron denies it. Runs in the page,
 * by its source text.
 */
export function preparePage(wire: WorldWire): void {
  const freeze = (value: unknown): unknown => {
    if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(freeze);
    return value;
  };
  wire.onExposed((key, value) => {
    if (key === 'window.open') {
      const tell = value as (url: string) => void; // exposed by preload-world.ts
      // Chromium would open a window and say so afterwards; Electron asks first, and a denied one is null.
      window.open = (url) => {
        tell(String(url ?? 'about:blank'));
        return null;
      };
      return;
    }
    if (key in globalThis) throw new Error(`Cannot bind an API on top of an existing property: ${key}`);
    Object.defineProperty(globalThis, key, { value: freeze(value), enumerable: true });
  });
}
