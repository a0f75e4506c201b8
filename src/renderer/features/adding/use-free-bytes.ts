import { onScopeDispose, shallowRef, watch, type Ref } from 'vue';
import type { Inspection } from '#shared/contract/adding.ts';
import { useApi } from '../../api/index.ts';

/** After the last key, ms: nobody wants to know about every folder on the way to the one that is meant. */
const typingMs = 300;

/** What is free where it would be saved, bytes; undefined while that is not known. */
export function useFreeBytes(
  savePath: Ref<string>,
  inspection: Ref<Inspection | undefined>,
): Ref<number | undefined> {
  const client = useApi();
  const freeBytes = shallowRef<number>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function ask(path: string): Promise<void> {
    const answer = await client['folders.inspect']({ path }).catch(() => undefined);
    if (path === savePath.value) freeBytes.value = answer?.freeBytes ?? undefined;
  }

  watch([savePath, inspection], ([path, inspected]) => {
    clearTimeout(timer);
    freeBytes.value = path === inspected?.savePath ? (inspected.freeBytes ?? undefined) : undefined;
    if (inspected !== undefined && path !== inspected.savePath && path !== '')
      timer = setTimeout(() => void ask(path), typingMs);
  });
  onScopeDispose(() => clearTimeout(timer));
  return freeBytes;
}
