import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** What this page itself has to say in passing: that something was done, or why it was not. */
export interface Message {
  readonly id: number;
  readonly tone: 'done' | 'failed';
  readonly text: string;
  readonly detail: string | undefined;
}

export const useMessagesStore = defineStore('messages', () => {
  const messages = shallowRef<readonly Message[]>([]);
  let nextId = 1;

  function say(tone: Message['tone'], text: string, detail?: string): void {
    const again = messages.value.filter((message) => message.text !== text);
    messages.value = [...again, { id: nextId++, tone, text, detail }];
  }

  function dismiss(id: number): void {
    messages.value = messages.value.filter((message) => message.id !== id);
  }

  return { messages, say, dismiss };
});
