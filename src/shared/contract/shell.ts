import * as z from 'zod';

/*
 * What the desktop page can ask of the shell around it, beside the contract proper (api.ts): a port to carry that, the
 * system's own dialogs, and what other programs handed over. The preload sends these; the door in src/main/desktop
 * checks each one again, because a page that was taken over can send anything.
 */

/** Longer paths are refused by every system that Warren runs on. */
const path = z.string().min(1).max(32_767);

export const shellRequestSchema = z.discriminatedUnion('ask', [
  z.object({ ask: z.literal('port') }),
  /** Answered when there is one, which may be never. */
  z.object({ ask: z.literal('next-source') }),
  z.object({ ask: z.literal('choose-folder') }),
  z.object({ ask: z.literal('choose-path-to-share'), kind: z.enum(['file', 'folder']) }),
  z.object({ ask: z.literal('show-in-folder'), path }),
]);
export type ShellRequest = z.infer<typeof shellRequestSchema>;

/** What a shortcut of the system (jump list, dock) can want of Warren; a start says it with `--do`. */
export const shortcutWishes = ['add-link', 'pause-all', 'open-library'] as const;
export type ShortcutWish = (typeof shortcutWishes)[number];

/** What another program, a second start or the system asked Warren to open. */
export type OpenSource =
  | { readonly magnet: string }
  /** Base 64. */
  | { readonly torrentFile: string; readonly name: string }
  /** Anything else that lies on this computer: it could be shared. */
  | { readonly path: string; readonly name: string; readonly isFolder: boolean }
  /** Nobody asked for it: it lies in the clipboard, and is offered. */
  | { readonly offeredMagnet: string }
  /** Somebody wants to add something, and has not said what. */
  | { readonly wish: Extract<ShortcutWish, 'add-link'> };
