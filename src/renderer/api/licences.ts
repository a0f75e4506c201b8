import { z } from 'zod';
import { AppError } from '#shared/contract/errors.ts';

/** Of one package that Warren is made with; the build writes them (scripts/licences). */
const licenceSchema = z.object({
  name: z.string(),
  version: z.string(),
  licence: z.string(),
  text: z.string(),
});
export type Licence = z.infer<typeof licenceSchema>;

/** A file of the page like any other, so it comes from where the page came from. @throws AppError */
export async function fetchLicences(signal: AbortSignal): Promise<readonly Licence[]> {
  const response = await fetch(new URL('licences.json', document.baseURI), { signal }).catch(() => undefined);
  if (response?.ok !== true) throw new AppError('disconnected', 'The list of licences could not be read.');
  return z.array(licenceSchema).parse(await response.json());
}
