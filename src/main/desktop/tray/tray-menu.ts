import type { MenuItemConstructorOptions } from 'electron';
import { doorsInUse, type Glance } from './glance.ts';
import type { Speech } from '../speech/speech.ts';
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
export function trayMenu(glance: Glance, wishes: TrayWishes, speech: Speech): MenuItemConstructorOptions[] {
  const { say } = speech;
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
      const found = findingAt(glance, door, speech);
      return [
        leads(`door-${at}`, doorLine(door, speech), '/privacy'),
        ...(found === undefined ? [] : [leads(`found-${at}`, found, '/privacy')]),
      ];
    });
  const happened = events
    .slice(0, maxEvents)
    .map(({ tell, place }, at) => leads(`event-${at}`, tell(speech), place));

  return [
    { id: 'open', label: say('beside.tray.open'), click: () => wishes.open() },
    separator,
    leads('shield', headline(glance, speech), '/privacy'),
    leads('speeds', speeds(glance, speech), '/transfers'),
    leads('transfers', transfers(glance, speech), '/transfers'),
    ...(doors.length > 0 ? [separator, ...doors] : []),
    separator,
    {
      id: 'pause',
      label: say('beside.tray.pauseAll'),
      enabled: all > paused,
      click: () => wishes.pauseAll(),
    },
    {
      id: 'resume',
      label: say('beside.tray.resumeAll'),
      enabled: paused > 0,
      click: () => wishes.resumeAll(),
    },
    ...(happened.length > 0
      ? [separator, { id: 'events', label: say('beside.tray.events'), submenu: happened }]
      : []),
    separator,
    { id: 'quit', label: say('beside.tray.quit'), click: () => wishes.quit() },
  ];
}

const separator: MenuItemConstructorOptions = { type: 'separator' };
