import type { ErrorCode } from '#shared/contract/errors.ts';

/** For each code: what happened, and what was kept safe or can be done. The compiler asks for every one. */
export const errors = {
  'invalid-input': {
    what: 'Warren could not use what was entered.',
    then: 'Nothing was changed. Check it and try again.',
  },
  'invalid-torrent': {
    what: 'This is not a working magnet link or .torrent file.',
    then: 'Nothing was added. Ask for a new copy where you found it.',
  },
  'unsafe-torrent': {
    what: 'This torrent tries to write outside its own folder, so it was refused.',
    then: 'Nothing was written.',
  },
  'unsupported-v2': {
    what: 'This torrent is of a newer kind (BitTorrent v2) that Warren cannot use yet.',
    then: 'Nothing was added. Many publishers also offer an older kind of the same torrent.',
  },
  'not-found': {
    what: 'This transfer is not there any more.',
    then: 'It may have been removed from another window.',
  },
  'ambiguous-id': {
    what: 'More than one transfer fits that name.',
    then: 'Nothing was changed. Give more of its beginning.',
  },
  'already-there': {
    what: 'You already have this transfer.',
    then: 'It was left as it is.',
  },
  'no-metadata-yet': {
    what: 'The list of files has not arrived yet.',
    then: 'It comes from other people who have it. Try again in a moment.',
  },
  'path-missing': {
    what: 'There is no such file or folder.',
    then: 'Nothing was changed. Check the path; is the drive connected?',
  },
  'drive-away': {
    what: 'The drive with this file is not there.',
    then: 'Nothing of it is lost. Connect the drive; it goes on by itself.',
  },
  'not-writable': {
    what: 'Warren may not write in this folder.',
    then: 'Nothing was written. Choose another folder, or allow writing there.',
  },
  'not-readable': {
    what: 'Warren may not read this file or folder.',
    then: 'Nothing was changed. Allow reading it, or choose another.',
  },
  'disk-full': {
    what: 'The disk is full.',
    then: 'What has arrived is kept. Free some space, then go on.',
  },
  'port-taken': {
    what: 'Another program is using this port.',
    then: 'Choose another port, or 0 to let the system choose.',
  },
  'already-running': {
    what: 'Warren is already running with this data.',
    then: 'Use the window that is open.',
  },
  'not-running': {
    what: 'Warren is not running.',
    then: 'Start it, then try again.',
  },
  'engine-down': {
    what: 'The part of Warren that talks to the network has stopped.',
    then: 'It is being started again; your transfers and files are kept.',
  },
  'profile-in-use': {
    what: 'Transfers use this network.',
    then: 'Nothing was removed. Move them to another network first.',
  },
  'interface-missing': {
    what: 'This network interface is not there.',
    then: 'Nothing leaves another way. Switch the VPN on, or choose another interface.',
  },
  'catalog-damaged': {
    what: 'The list of transfers is damaged.',
    then: 'Your files are untouched. Warren keeps a copy of the damaged list.',
  },
  'catalog-too-new': {
    what: 'The list of transfers was written by a newer Warren.',
    then: 'It was left untouched. Update Warren to open it.',
  },
  'settings-too-new': {
    what: 'The settings were written by a newer Warren.',
    then: 'They were left untouched. Update Warren to use them.',
  },
  unauthorised: {
    what: 'Warren does not know this window.',
    then: 'Open the link that Warren printed when it started.',
  },
  'too-many-requests': {
    what: 'Too much was asked for at once.',
    then: 'Wait a moment, then try again.',
  },
  cancelled: {
    what: 'This was cancelled.',
    then: 'Nothing was changed.',
  },
  disconnected: {
    what: 'The connection to Warren was lost.',
    then: 'What you entered is kept here. Try again when it is back.',
  },
  internal: {
    what: 'Something went wrong inside Warren.',
    then: 'Your files are untouched. The log has more.',
  },
} as const satisfies Record<ErrorCode, { readonly what: string; readonly then: string }>;
