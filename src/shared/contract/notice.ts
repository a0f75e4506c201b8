import * as z from 'zod';

/** Something that happened without being asked for, told once: it stays until the user has seen it off. */
export const noticeSchema = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  severity: z.enum(['info', 'warning', 'error']),
  code: z.enum([
    'engine-restarted',
    'engine-failed',
    'settings-set-aside',
    'catalog-restored',
    'catalog-set-aside',
    'library-restored',
    'library-set-aside',
    'scan-failed',
    'folder-not-watched',
    'listen-port-taken',
    'torrent-finished',
    'torrent-failed',
    'goal-met',
    'profile-shut',
    'profile-open',
    'left-the-door',
  ]),
  /** In English. */
  text: z.string(),
  /** What a page puts into its own sentence for this code; absent where only the text knows. */
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
  torrentId: z.string().nullable(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** The screen on which a kind of notice can be looked into. One that is about a transfer has the transfer's own place. */
export function screenOfNotice(code: Notice['code']): 'library' | 'transfers' | 'privacy' | 'settings' {
  switch (code) {
    case 'profile-shut':
    case 'profile-open':
    case 'left-the-door':
    case 'engine-failed':
    case 'listen-port-taken':
      return 'privacy';
    case 'scan-failed':
    case 'folder-not-watched':
    case 'library-restored':
    case 'library-set-aside':
      return 'library';
    case 'settings-set-aside':
      return 'settings';
    case 'engine-restarted':
    case 'catalog-restored':
    case 'catalog-set-aside':
    case 'torrent-finished':
    case 'goal-met':
    case 'torrent-failed':
      return 'transfers';
    default:
      return code satisfies never;
  }
}
