import { computed, onScopeDispose, shallowRef } from 'vue';
import type { AppError } from '#shared/contract/errors.ts';
import type { ImportPreview, ImportRow, ImportStep } from '#shared/contract/imports.ts';
import type { ImportClient } from '#shared/domain/import-client.ts';
import { isCancelled, toAppError, useApi } from '../../../api/index.ts';

interface Place {
  readonly client: ImportClient;
  /** Empty: where it usually is. */
  readonly folder: string;
}

interface RunWish {
  readonly ids: readonly string[];
  readonly profile: string;
  readonly areUnfinishedPaused: boolean;
}

type Read = Extract<ImportPreview, { kind: 'read' }>;
export type ImportReport = Extract<ImportStep, { kind: 'report' }>;

export type ImportPhase =
  | { readonly kind: 'asking'; readonly error?: AppError }
  | { readonly kind: 'reading'; readonly place: Place }
  | {
      readonly kind: 'choosing';
      readonly place: Place;
      readonly read: Read;
      readonly error?: AppError;
      readonly wasStopped?: boolean;
    }
  | { readonly kind: 'running'; readonly done: number; readonly total: number }
  | { readonly kind: 'done'; readonly report: ImportReport };

/** From the question which client it is to the report. Stopping keeps what came over. */
export function useImport() {
  const client = useApi();
  const phase = shallowRef<ImportPhase>({ kind: 'asking' });
  const rows = shallowRef<readonly ImportRow[]>([]);
  let running = new AbortController();

  const inputOf = ({ client: name, folder }: Place) => ({
    client: name,
    ...(folder === '' ? {} : { folder }),
  });

  async function look(place: Place): Promise<void> {
    running = new AbortController();
    rows.value = [];
    phase.value = { kind: 'reading', place };
    try {
      for await (const step of client['imports.preview'](inputOf(place), { signal: running.signal })) {
        if (step.kind === 'rows') rows.value = [...rows.value, ...step.rows];
        else phase.value = { kind: 'choosing', place, read: step };
      }
    } catch (failure) {
      phase.value = isCancelled(failure)
        ? { kind: 'asking' }
        : { kind: 'asking', error: toAppError(failure) };
    }
  }

  async function run({ ids, profile, areUnfinishedPaused }: RunWish): Promise<void> {
    if (phase.value.kind !== 'choosing') return;
    const { place, read } = phase.value;
    running = new AbortController();
    phase.value = { kind: 'running', done: 0, total: ids.length };
    const wish = {
      ...inputOf(place),
      ids: [...ids],
      areUnfinishedPaused,
      ...(profile === '' ? {} : { profile }),
    };
    try {
      for await (const step of client['imports.run'](wish, { signal: running.signal }))
        phase.value =
          step.kind === 'report'
            ? { kind: 'done', report: step }
            : { kind: 'running', done: step.done, total: ids.length };
    } catch (failure) {
      const end = isCancelled(failure) ? { wasStopped: true } : { error: toAppError(failure) };
      phase.value = { kind: 'choosing', place, read, ...end };
    }
  }

  const stop = () => running.abort();
  onScopeDispose(stop);
  return { phase, rows, look, run, stop, back: () => (phase.value = { kind: 'asking' }) };
}

/** Rows that can be chosen, and which of them are: all, until somebody says otherwise. */
export function useChosen(rows: () => readonly ImportRow[]) {
  const left = shallowRef<ReadonlySet<string>>(new Set());
  const takeable = computed(() =>
    rows().filter(({ verdict }) => verdict === 'ready' || verdict === 'files-missing'),
  );
  const ids = computed(() => takeable.value.map(({ id }) => id).filter((id) => !left.value.has(id)));

  function set(id: string, isChosen: boolean): void {
    const next = new Set(left.value);
    if (isChosen) next.delete(id);
    else next.add(id);
    left.value = next;
  }
  function setAll(areChosen: boolean): void {
    left.value = new Set(areChosen ? [] : takeable.value.map(({ id }) => id));
  }
  return { takeable, ids, isChosen: (id: string) => !left.value.has(id), set, setAll };
}
