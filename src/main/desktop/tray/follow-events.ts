import type { Api } from '#shared/contract/api.ts';
import type { Notice } from '#shared/contract/notice.ts';
import type { Handlers } from '#shared/contract/define.ts';
import type { DoorEvent } from '#shared/contract/network.ts';
import { noticeText } from '#shared/words/notice-text.ts';
import { doorEventText } from '../speech/core-words.ts';
import type { TrayEvent } from './glance.ts';
import { placeOfNotice } from './place-of-notice.ts';

interface FollowEventsParts {
  readonly handlers: Handlers<Api>;
  readonly signal: AbortSignal;
  onChange(events: readonly TrayEvent[]): void;
}

/** More than the menu shows: what is dismissed in the page goes here, too. */
const maxKept = 20;

/** The last things that happened: notices, and what happened at the doors. */
export async function followEvents({ handlers, signal, onChange }: FollowEventsParts): Promise<void> {
  const notices = new Map<string, TrayEvent>();
  const doors = new Map<string, TrayEvent>();

  function tell(): void {
    const all = [...notices.values(), ...doors.values()];
    onChange(all.sort((one, other) => other.at.localeCompare(one.at)).slice(0, maxKept));
  }

  async function followNotices(): Promise<void> {
    for await (const { upserted, removed } of handlers['notices.watch']({}, { signal })) {
      for (const notice of upserted) if (!isToldByDoors(notice)) notices.set(notice.id, eventOf(notice));
      for (const id of removed) notices.delete(id);
      tell();
    }
  }

  async function followDoors(): Promise<void> {
    for await (const { upserted, removed } of handlers['profiles.events']({}, { signal })) {
      for (const event of upserted) doors.set(event.id, eventOfDoor(event));
      for (const id of removed) doors.delete(id);
      tell();
    }
  }

  await Promise.all([followNotices(), followDoors()]);
}

/** The event at the door says the same. */
function isToldByDoors({ code }: Notice): boolean {
  return code === 'profile-shut' || code === 'profile-open' || code === 'left-the-door';
}

function eventOf(notice: Notice): TrayEvent {
  const { id, at } = notice;
  return { id, at, tell: ({ say }) => noticeText(say, notice), place: placeOfNotice(notice) };
}

function eventOfDoor(event: DoorEvent): TrayEvent {
  const { id, at } = event;
  return { id, at, tell: (speech) => doorEventText(speech, event), place: '/privacy' };
}
