// Opens the first address in a text, where there is a display to open it on.
import { spawn } from 'node:child_process';

const openers = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''], linux: ['xdg-open'] };

export function openInBrowser(text) {
  const url = /http:\/\/\S+/.exec(text)?.[0];
  const [command, ...args] = openers[process.platform] ?? [];
  const hasDisplay = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (url === undefined || command === undefined || !hasDisplay) return;
  // Nothing depends on it: the address is printed too.
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => undefined)
    .unref();
}
