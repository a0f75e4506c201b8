import type { Notice } from '#shared/contract/notice.ts';
import type { GoalAction } from '#shared/domain/seeding/goal.ts';

export const notices = {
  label: 'Notices',
  more: 'and {count} more | and {count} more',
  dismissAll: 'Dismiss all',
  show: 'Show',
  dismissNamed: 'Dismiss: {what}',
  title: {
    'engine-restarted': 'The network part was restarted',
    'engine-failed': 'The network part does not start',
    'settings-set-aside': 'Settings could not be read',
    'catalog-restored': 'The list of transfers was restored',
    'catalog-set-aside': 'The list of transfers could not be read',
    'library-restored': 'The library was restored',
    'library-set-aside': 'The library could not be read',
    'folder-not-watched': 'A folder is not watched all the time',
    'scan-failed': 'A folder was not scanned to its end',
    'listen-port-taken': 'The port is in use by another program',
    'torrent-finished': 'Finished',
    'torrent-failed': 'A transfer has stopped',
    'goal-met': 'A seeding goal is reached',
    'profile-shut': 'A network has shut',
    'profile-open': 'A network is open again',
    'left-the-door': 'A connection was not tied to its network, so all were ended',
  } satisfies Record<Notice['code'], string>,
  /** The same told in full; of a code that is not here only the core knows, and says it in English. */
  text: {
    'engine-restarted': 'It stopped unexpectedly. It was started again; your transfers go on by themselves.',
    'engine-failed': 'It stops again and again. Nothing is lost; Warren keeps trying every half minute.',
    'listen-port-taken':
      'Port {wanted} is used by another program; peers reach Warren on port {port} until the next start.',
    'torrent-finished': '{name} is complete.',
    'torrent-failed': '{name}: {why}',
    'profile-shut':
      '“{profile}”: {why}. {count} transfer stands still; nothing leaves, and nothing is lost. | “{profile}”: {why}. {count} transfers stand still; nothing leaves, and nothing is lost.',
    'profile-open': '“{profile}” is open again, through “{interface}”. Its transfers go on by themselves.',
    'settings-set-aside':
      'They were put aside as {file}, and Warren starts with the standard ones. Transfers wait until you choose a network for each; “{profile}” lets them use any.',
    'catalog-restored':
      'It was damaged and put aside as {file}; the last backup has taken its place. Torrents added since then may have to be added again.',
    'catalog-set-aside':
      'It was damaged and put aside as {file}, and Warren starts with an empty one. The .torrent files of your torrents are still in the data folder.',
    'library-restored': 'It was damaged and put aside as {file}; the last backup has taken its place.',
    'library-set-aside':
      'It was damaged and put aside as {file}, and Warren starts with an empty one: add your folders again. The files themselves are as they were.',
    'folder-not-watched': '{path} is looked through every ten minutes. {cause}',
    'scan-failed': '{path} could not be scanned to its end. What was read is kept.',
    'goal-met': '{name} has reached its seeding goal. {consequence}',
  } satisfies Partial<Record<Notice['code'], string>>,
  /** Where a kind of notice has more than one thing to say. */
  settingsRestored: 'They were put aside as {file}; what was saved last has taken their place.',
  goal: {
    pause: 'It was paused; resume it to go on.',
    limit: 'It goes on with a low upload limit.',
    remove: 'It has left the list; its files are kept.',
  } satisfies Record<GoalAction, string>,
  notWatched: {
    tooMany: 'It has more folders than can be watched.',
    silent: 'Its drive does not tell of changes.',
  },
} as const;
