import { computed, shallowRef } from 'vue';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { Profile } from '#shared/contract/profile.ts';
import { useAttempt } from '../../api/index.ts';
import { useText } from '../../i18n/index.ts';
import { useErrorWords } from '../../i18n/use-error-words.ts';
import type { ProfileDraft } from './draft.ts';
import { checkDraft, type DraftField } from './faults.ts';

/** Fields that an error of the core is about. */
const fieldsByCode: Readonly<Partial<Record<ErrorCode, DraftField>>> = {
  'already-there': 'name',
  'interface-missing': 'interface',
  'port-taken': 'listenPort',
};

/** A draft on its way to a profile. Faults are told once somebody tried to save, then kept up to date. */
export function useProfileForm(otherNames: () => readonly string[]) {
  const { t } = useText();
  const errorWords = useErrorWords();
  const draft = shallowRef<ProfileDraft>();
  const begunWith = shallowRef('');
  const hasTried = shallowRef(false);
  const { isBusy, error, attempt } = useAttempt();

  function begin(start: ProfileDraft): void {
    draft.value = start;
    begunWith.value = JSON.stringify(start);
    hasTried.value = false;
    error.value = undefined;
  }

  function set(part: Partial<ProfileDraft>): void {
    if (draft.value !== undefined) draft.value = { ...draft.value, ...part };
    error.value = undefined;
  }

  const checked = computed(() =>
    draft.value === undefined ? undefined : checkDraft(draft.value, otherNames()),
  );
  const faults = computed(() => (hasTried.value ? (checked.value?.faults ?? {}) : {}));
  /** Where the core's refusal stands when it is about one field. */
  const refusedField = computed(() =>
    error.value === undefined ? undefined : fieldsByCode[error.value.code],
  );

  function errorAt(field: DraftField): string {
    const fault = faults.value[field];
    if (fault !== undefined) return fault.kind === 'said' ? fault.text : t(`profiles.fault.${fault.name}`);
    if (error.value === undefined || refusedField.value !== field) return '';
    const { what, then, detail } = errorWords(error.value);
    return detail ?? `${what} ${then}`;
  }

  /** @returns whether it was saved; if not, why stands at its field or in `error` */
  async function save(carryOut: (profile: Profile) => Promise<void>): Promise<boolean> {
    hasTried.value = true;
    error.value = undefined;
    const profile = checked.value?.profile;
    if (profile === undefined) return false;
    return attempt(() => carryOut(profile));
  }

  return {
    draft,
    faults,
    isBusy,
    isChanged: computed(() => draft.value !== undefined && JSON.stringify(draft.value) !== begunWith.value),
    /** Of the core, about no field in particular. */
    formError: computed(() => (refusedField.value === undefined ? error.value : undefined)),
    begin,
    set,
    errorAt,
    save,
  };
}
