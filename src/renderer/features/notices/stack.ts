import type { Notice } from '#shared/contract/notice.ts';
import type { Message } from '../../state/messages.ts';

/** A notice of the core or a message of this page, as one kind of card. */
export interface StackItem {
  readonly key: string;
  readonly tone: 'done' | 'info' | 'warning' | 'error';
  /** Whether it goes by itself; what went wrong stays until it is dismissed. */
  readonly fades: boolean;
  readonly source:
    | { readonly kind: 'notice'; readonly notice: Notice }
    | { readonly kind: 'message'; readonly message: Message };
}

export function inStack(notices: readonly Notice[], messages: readonly Message[]): StackItem[] {
  return [
    ...notices.map((notice): StackItem => {
      const isGood = notice.code === 'torrent-finished' || notice.code === 'profile-open';
      return {
        key: `notice ${notice.id}`,
        tone: isGood ? 'done' : notice.severity,
        fades: notice.severity === 'info',
        source: { kind: 'notice', notice },
      };
    }),
    ...messages.map((message): StackItem => ({
      key: `message ${message.id}`,
      tone: message.tone === 'done' ? 'done' : 'error',
      fades: message.tone === 'done',
      source: { kind: 'message', message },
    })),
  ];
}
