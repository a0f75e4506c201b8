import { Command, Option } from 'commander';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { AppError } from '#shared/contract/errors.ts';
import { connectToInstance, type CliClient } from './client.ts';
import { addExposureVerbs } from './exposure-verbs.ts';
import { addImportVerb } from './import-verb.ts';
import { addLibraryVerbs } from './library-verbs.ts';
import { addLimitVerbs } from './limit-verbs.ts';
import { addNetworkVerbs } from './network-verbs.ts';
import type { Output } from './output.ts';
import { chooseFile } from './choose-file.ts';
import { addSeedingVerbs } from './seeding-verbs.ts';
import { addSettingsVerb } from './settings-verb.ts';
import { readSourceArgument } from './sources.ts';
import { peerLine, size, statusText, torrentLine, torrentText, trackerLine } from './text.ts';
import { addTorrentOptionVerbs } from './torrent-option-verbs.ts';
import { collect, type AddVerb, type VerbAction } from './verb.ts';

interface ProgramParts {
  readonly output: Output;
  readonly version: string;
}

interface AddOptions {
  readonly to?: string;
  readonly profile?: string;
  readonly paused: boolean;
  readonly select?: string[];
  readonly peer: string[];
}

interface ShareOptions {
  readonly name?: string;
  readonly tracker: string[];
  readonly private: boolean;
  readonly out?: string;
  readonly profile?: string;
}

/** Every verb of `warren`, each a call or two of the contract. */
export function makeProgram({ output, version }: ProgramParts): Command {
  const program = new Command('warren')
    .description('Share and keep your own music and video library, peer to peer.')
    .version(version)
    .exitOverride()
    // What is wrong with a call is told in one place, as JSON where that was asked for.
    .configureOutput({ writeErr: () => undefined });

  const addVerb: AddVerb = <Options extends object>(
    parent: Command,
    name: string,
    about: string,
    action: VerbAction<Options>,
  ) =>
    parent
      .command(name)
      .description(about)
      .option('--json', 'print one JSON document')
      .option('--data-dir <dir>', 'which instance (default: WARREN_DATA_DIR, else the system’s place)')
      .action(async (...given: unknown[]) => {
        const command = given.at(-1) as Command; // commander: the command comes last, before it the options
        const options = command.opts<Options & { dataDir?: string }>();
        await action(await connectToInstance(options.dataDir), command.args, options);
      });
  const verb = <Options extends object>(name: string, about: string, action: VerbAction<Options>) =>
    addVerb(program, name, about, action);
  addNetworkVerbs(program, addVerb, output);
  addExposureVerbs(program, addVerb, output);
  addLibraryVerbs(program, addVerb, output);
  addImportVerb(program, addVerb, output);
  addSettingsVerb(program, addVerb, output);

  verb('status', 'How the instance is doing.', async ({ call }) => {
    const status = await call['app.status']();
    output.print(status, statusText(status));
  });
  verb('list', 'All torrents.', async ({ call }) => {
    const torrents = await call['torrents.list']();
    output.print(
      torrents,
      torrents.length === 0
        ? 'Nothing here yet. Add something: warren add <magnet or .torrent>'
        : torrents.map(torrentLine).join('\n'),
    );
  });
  verb<AddOptions>(
    'add <source>',
    'Adds a magnet link or a .torrent file.',
    async ({ call }, [source = ''], options) => {
      const { to, profile, paused, select, peer } = options;
      const torrent = await call['torrents.add']({
        source: await readSourceArgument(source),
        ...(to === undefined ? {} : { savePath: resolve(to) }),
        ...(profile === undefined ? {} : { profile }),
        ...(select === undefined ? {} : { select }),
        paused,
        peers: peer,
      });
      output.print(torrent, torrentText(torrent));
    },
  )
    .option('--to <dir>', 'save in this folder')
    .option('--profile <name>', 'network profile')
    .option('--paused', 'do not start it', false)
    .addOption(
      new Option('--select <glob>', 'only files that match; may be given again').argParser(
        (value: string, all?: string[]) => [...(all ?? []), value],
      ),
    )
    .option('--peer <address>', 'a peer to ask first, host:port; may be given again', collect, []);
  verb<ShareOptions>(
    'share <path>',
    'Makes a torrent of a file or folder and seeds it.',
    async (client, [path = ''], options) => {
      await share(client, output, path, options);
    },
  )
    .option('--name <name>', 'what others see (default: the name of the file or folder)')
    .option('--tracker <url>', 'announce there; may be given again', collect, [])
    .option('--private', 'only the tracker may tell peers of it', false)
    .option('--out <file>', 'also write the .torrent file here')
    .option('--profile <name>', 'network profile');
  verb('show <id>', 'One torrent.', async ({ call }, [id = '']) => {
    const torrent = await call['torrents.show']({ id });
    output.print(torrent, torrentText(torrent));
  });
  addLimitVerbs(program, addVerb, output);
  addSeedingVerbs(program, addVerb, output);
  addTorrentOptionVerbs(program, addVerb, output);
  verb<{ readonly resume: boolean }>(
    'stream <id> [file]',
    'A URL to play one of its files from, also while it downloads. File: its number or the end of its path.',
    async ({ call }, [id = '', file], { resume }) => {
      const wanted =
        file === undefined ? {} : { file: chooseFile(await call['torrents.files']({ id }), file) };
      const stream = await call['streams.open']({ id, ...wanted, resumes: resume });
      output.print(stream, stream.url);
    },
  ).option('--resume', 'if it is paused, and not all of the file is here, it goes on', false);
  verb('stop-streams <id>', 'Makes the URLs of its streams worth nothing.', async ({ call }, [id = '']) => {
    await call['streams.close']({ id });
    output.print({ closed: true }, 'Its URLs lead nowhere now.');
  });
  verb('peers <id>', 'Its connected peers.', async ({ call }, [id = '']) => {
    const peers = await call['torrents.peers']({ id });
    output.print(peers, peers.length === 0 ? 'No peer is connected.' : peers.map(peerLine).join('\n'));
  });
  verb('trackers <id>', 'Its trackers.', async ({ call }, [id = '']) => {
    const trackers = await call['torrents.trackers']({ id });
    output.print(
      trackers,
      trackers.length === 0 ? 'It has no trackers.' : trackers.map(trackerLine).join('\n'),
    );
  });
  for (const [name, about] of [
    ['pause', 'Stops all its traffic.'],
    ['resume', 'Starts it again.'],
    ['recheck', 'Hashes its data again.'],
  ] as const) {
    verb(`${name} <id>`, about, async ({ call }, [id = '']) => {
      const [torrent] = await call[`torrents.${name}`]({ ids: [id] });
      if (torrent !== undefined) output.print(torrent, torrentText(torrent));
    });
  }
  verb(
    'add-peer <id> <address>',
    'Connects to a peer, host:port.',
    async ({ call }, [id = '', address = '']) => {
      const torrent = await call['torrents.addPeer']({ id, address });
      output.print(torrent, torrentText(torrent));
    },
  );
  verb<{ deleteFiles: boolean }>(
    'remove <id>',
    'Forgets a torrent; its files stay.',
    async ({ call }, [id = ''], { deleteFiles }) => {
      const answer = await call['torrents.remove']({ ids: [id], deleteFiles });
      output.print(answer, deleteFiles ? 'Removed, with its files.' : 'Removed; its files are still there.');
    },
  ).option('--delete-files', 'also delete what it downloaded', false);
  // bin/warren.mjs never lets it come here; it is listed for the help.
  program.command('serve').description('Runs Warren without a window: warren serve --help');
  return program;
}

async function share(client: CliClient, output: Output, path: string, options: ShareOptions): Promise<void> {
  const { name, tracker: trackers, private: isPrivate, out, profile } = options;
  const input = {
    path: resolve(path),
    ...(name === undefined ? {} : { name }),
    ...(profile === undefined ? {} : { profile }),
    trackers,
    isPrivate,
  };
  let shared: { id: string; infoHash: string; magnet: string; torrentFile: string } | undefined;
  await client.share(input, (step) => {
    if (step.kind === 'hashing')
      output.progress(`Reading ${size(step.doneBytes)} of ${size(step.totalBytes)}`);
    else
      shared = { id: step.id, infoHash: step.infoHash, magnet: step.magnet, torrentFile: step.torrentFile };
  });
  output.progress('');
  if (shared === undefined) throw new AppError('disconnected', 'Warren stopped before the share was ready.');
  if (out !== undefined) {
    const { torrentFile } = await client.call['torrents.torrentFile']({ id: shared.id });
    shared = { ...shared, torrentFile: resolve(out) };
    await writeFile(shared.torrentFile, Buffer.from(torrentFile, 'base64')).catch((error: unknown) => {
      throw new AppError('not-writable', `It is shared, but ${resolve(out)} could not be written.`, {
        cause: error,
      });
    });
  }
  output.print(shared, `Sharing. Give others this link:\n${shared.magnet}`);
}
