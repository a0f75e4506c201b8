import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { ImportPlace } from '#shared/contract/imports.ts';
import { importClientNames, importClients, type ImportClient } from '#shared/domain/import-client.ts';
import { marksOf, usualPlaces, waysDown, type Surroundings } from './places.ts';

/** What of other clients is in its usual place here; each folder once, however many ways lead there. */
export function detectPlaces(surroundings: Surroundings): ImportPlace[] {
  const seen = new Set<string>();
  return importClients.flatMap((client) =>
    usualPlaces(client, surroundings)
      .filter((folder) => isPlace(client, folder) && isNew(seen, folder))
      .map((folder) => ({ client, folder })),
  );
}

/**
 * The folder that was named, or one below it or above it if the client keeps its torrents there; without a name the
 * first usual place.
 * @throws AppError `path-missing`, `invalid-input`
 */
export function findPlace(
  client: ImportClient,
  named: string | undefined,
  surroundings: Surroundings,
): string {
  const name = importClientNames[client];
  if (named === undefined) {
    const usual = usualPlaces(client, surroundings).find((folder) => isPlace(client, folder));
    if (usual !== undefined) return usual;
    throw new AppError(
      'path-missing',
      `${name} was not found where it usually is; say which folder it uses.`,
    );
  }
  if (!isAbsolute(named)) throw new AppError('invalid-input', 'A folder is given from the root on.');
  const folder = resolve(named);
  if (!existsSync(folder)) throw new AppError('path-missing', `There is nothing at ${folder}.`);
  // Somebody may well name the very folder with the files: BT_backup, torrents, state.
  const isInside = marksOf[client].some((mark) => mark.split(/[/\\]/u)[0] === basename(folder));
  const tries = [...waysDown[client].map((way) => join(folder, way)), ...(isInside ? [dirname(folder)] : [])];
  const found = tries.find((one) => isPlace(client, one));
  if (found !== undefined) return found;
  throw new AppError('path-missing', `${folder} is no folder in which ${name} keeps its torrents.`);
}

const isPlace = (client: ImportClient, folder: string) =>
  marksOf[client].some((mark) => existsSync(join(folder, mark)));

function isNew(seen: Set<string>, folder: string): boolean {
  const real = realpathSync(folder);
  return !seen.has(real) && Boolean(seen.add(real));
}
