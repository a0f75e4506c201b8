import type { MenuItemConstructorOptions } from 'electron';
import { doorsInUse, type Glance } from './glance.ts';
import { doorLine, findingAt, headline, label, speeds, transfers } from './tray-words.ts';

/** What can be wished for in the tray. */
export interface TrayWishes {
  /** Shows the window, at a place of the page where one is named (`/privacy`). */
  open(place?: string): void;
  pauseAll(): void;
  resumeAll(): void;
  quit(): void;
}

/** More would not fit on a small display; the page has all of them. */
const maxDoors = 6;
const maxEvents = 5;

/** The tray's menu of what there is to tell. A line that tells something leads to where more of it stands. */
export function trayMenu(glance: Glance, wishes: TrayWishes): MenuItemConstructorOptions[] {
  const { states, events } = glance;
  const leads = (id: string, text: string, place: string): MenuItemConstructorOptions => ({
    id,
    label: label(text),
    click: () => wishes.open(place),
  });
  const { paused = 0 } = states;
  const all = Object.values(states).reduce((sum, count) => sum + count, 0);

  const doors = doorsInUse(glance)
    .slice(0, maxDoors)
    .flatMap((door, at) => {
      const found = findingAt(glance, door);
      return [
        leads(`door-${at}`, doorLine(door), '/privacy'),
        ...(found === undefined ? [] : [leads(`found-${at}`, found, '/privacy')]),
      ];
    });
  const happened = events.slice(0, maxEvents).map(({ text, place }, at) => leads(`event-${at}`, text, place));

  return [
    { id: 'open', label: 'Open Warren', click: () => wishes.open() },
    separator,
    leads('shield', headline(glance), '/privacy'),
    leads('speeds', speeds(glance), '/transfers'),
    leads('transfers', transfers(glance), '/transfers'),
    ...(doors.length > 0 ? [separator, ...doors] : []),
    separator,
    { id: 'pause', label: 'Pause all', enabled: all > paused, click: () => wishes.pauseAll() },
    { id: 'resume', label: 'Resume all', enabled: paused > 0, click: () => wishes.resumeAll() },
    ...(happened.length > 0 ? [separator, { id: 'events', label: 'Last events', submenu: happened }] : []),
    separator,
    { id: 'quit', label: 'Quit Warren', click: () => wishes.quit() },
  ];
}

const separator: MenuItemConstructorOptions = { type: 'separator' };
