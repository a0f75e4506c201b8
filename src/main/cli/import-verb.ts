import type { Command } from 'commander';
import { resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import type { ImportRow, ImportStep } from '#shared/contract/imports.ts';
import { importClientNames, importClients, type ImportClient } from '#shared/domain/import-client.ts';
import type { CliClient } from './client.ts';
import type { Output } from './output.ts';
import { size } from './text.ts';
import type { AddVerb } from './verb.ts';

interface ImportOptions {
  readonly from?: string;
  readonly profile?: string;
  readonly pauseUnfinished: boolean;
  readonly dryRun: boolean;
}

type Report = Extract<ImportStep, { readonly kind: 'report' }>;

/** `import`: what is there of other clients, what would become of it, and taking it over. */
export function addImportVerb(program: Command, verb: AddVerb, output: Output): void {
  verb<ImportOptions>(
    program,
    'import [client]',
    'Brings over what qbittorrent, transmission or deluge has; without a name, says what is found. Nothing of it is changed.',
    async (client, [name], options) => {
      if (name === undefined) return detect(client, output);
      const place = {
        client: clientNamed(name),
        ...(options.from === undefined ? {} : { folder: resolve(options.from) }),
      };
      if (options.dryRun) await preview(client, output, place);
      else await run(client, output, { ...place, options });
    },
  )
    .option('--from <dir>', 'the folder that it uses (default: its usual place)')
    .option('--profile <name>', 'network profile')
    .option('--pause-unfinished', 'what is not complete waits until it is resumed', false)
    .option('--dry-run', 'only says what would become of each torrent', false);
}

interface Place {
  readonly client: ImportClient;
  readonly folder?: string;
}

async function detect({ call }: CliClient, output: Output): Promise<void> {
  const places = await call['imports.detect']();
  output.print(
    places,
    places.length === 0
      ? 'No other client was found. Name one, with its folder: warren import qbittorrent --from <dir>'
      : places.map(({ client, folder }) => `${importClientNames[client]}  ${folder}`).join('\n'),
  );
}

async function preview(client: CliClient, output: Output, place: Place): Promise<void> {
  const rows: ImportRow[] = [];
  const end = { wasReached: false };
  await client.previewImport(place, (step) => {
    if (step.kind === 'read') end.wasReached = true;
    else rows.push(...step.rows);
    output.progress(`${rows.length} torrents read`);
  });
  output.progress('');
  if (!end.wasReached) throw new AppError('disconnected', 'Warren stopped before everything was read.');
  output.print(rows, rows.length === 0 ? 'There are no torrents in it.' : rows.map(rowText).join('\n'));
}

async function run(
  client: CliClient,
  output: Output,
  { options, ...place }: Place & { readonly options: ImportOptions },
): Promise<void> {
  const profile = options.profile === undefined ? {} : { profile: options.profile };
  let report: Report | undefined;
  await client.runImport({ ...place, ...profile, areUnfinishedPaused: options.pauseUnfinished }, (step) => {
    if (step.kind === 'report') report = step;
    else output.progress(`${step.done} torrents looked at`);
  });
  output.progress('');
  if (report === undefined)
    throw new AppError(
      'disconnected',
      'Warren stopped before the end. Do it again: it goes on where it was.',
    );
  const { kind: _, ...told } = report;
  output.print(told, reportText(report));
}

function clientNamed(name: string): ImportClient {
  const client = importClients.find((one) => one === name.toLowerCase());
  if (client === undefined)
    throw new AppError('invalid-input', `"${name}" is none of: ${importClients.join(', ')}.`);
  return client;
}

function rowText({ name, verdict, sizeBytes, savePath, text }: ImportRow): string {
  const first = `${verdict.padEnd(13)}  ${sizeBytes === null ? '?' : size(sizeBytes)}  ${name}  ${savePath}`;
  return text === '' ? first : `${first}\n    ${text}`;
}

function reportText({ counts, remarks }: Report): string {
  return [
    `${counts.ready + counts['files-missing']} taken over, ${counts['already-there']} were here already, ${counts.refused} stay where they are.`,
    ...remarks.map(({ name, text }) => `${name}\n    ${text}`),
  ].join('\n');
}
