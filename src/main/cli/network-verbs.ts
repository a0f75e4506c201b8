import { AppError } from '#shared/contract/errors.ts';
import type { LeakReport } from '#shared/contract/network.ts';
import { withoutSecrets } from '#shared/contract/profile.ts';
import type { Command } from 'commander';
import { interfaceLine, leakCheckLine, leakReportText, profileLine, profileText } from './network-text.ts';
import type { Output } from './output.ts';
import { assign } from './profile-assignments.ts';
import { collect, type AddVerb } from './verb.ts';

interface AddOptions {
  readonly interface?: string;
  readonly lan?: boolean;
  readonly ipv6?: string;
  readonly dns: string[];
  readonly set: string[];
  readonly evenIfMissing: boolean;
}

/** `interfaces`, `profile …` and `leak-test`. */
export function addNetworkVerbs(program: Command, verb: AddVerb, output: Output): void {
  verb(program, 'interfaces', 'The network interfaces of this computer.', async ({ call }) => {
    const interfaces = await call['network.interfaces']();
    output.print(interfaces, interfaces.map(interfaceLine).join('\n'));
  });

  const profile = program.command('profile').description('Network profiles: where packets may go.');
  verb(profile, 'list', 'All profiles.', async ({ call }) => {
    const profiles = await call['profiles.list']();
    output.print(profiles, profiles.map(profileLine).join('\n'));
  });
  verb(
    profile,
    'show <name>',
    'One profile as it is now, with its settings.',
    async ({ call }, [name = '']) => {
      const [status, settings] = [
        await call['profiles.show']({ name }),
        await call['profiles.get']({ name }),
      ];
      output.print({ ...status, settings: withoutSecrets(settings) }, profileText(status));
    },
  );
  verb<AddOptions>(profile, 'add <name>', 'Adds a profile.', async ({ call }, [name = ''], options) => {
    const { interface: interfaceName, lan = false, ipv6, dns, set, evenIfMissing } = options;
    const assignments = [
      ...(interfaceName === undefined ? [] : [`${lan ? 'lan' : 'interface'}=${interfaceName}`]),
      ...(ipv6 === undefined ? [] : [`ipv6=${ipv6}`]),
      ...(dns.length === 0 ? [] : [`dns.servers=${dns.join(',')}`]),
      ...set,
    ];
    const added = await call['profiles.add']({ profile: assign({ name }, assignments), evenIfMissing });
    output.print(added, profileText(added));
  })
    .option('--interface <name>', 'tie it to this network interface')
    .option('--lan', 'and only to addresses on its own network', false)
    .option('--ipv6 <auto|off>', 'whether IPv6 is used')
    .option('--dns <address>', 'DNS server; may be given again', collect, [])
    .option('--set <key=value>', 'any other setting; may be given again', collect, [])
    .option('--even-if-missing', 'also when the interface is not there now', false);
  verb<{ evenIfMissing: boolean }>(
    profile,
    'set <name> <assignments...>',
    'Changes settings of a profile: KEY=VALUE …',
    async ({ call }, [name = '', ...assignments], { evenIfMissing }) => {
      const changed = assign(await call['profiles.get']({ name }), assignments);
      const status = await call['profiles.set']({ name, profile: changed, evenIfMissing });
      output.print(status, profileText(status));
    },
  ).option('--even-if-missing', 'also when the interface is not there now', false);
  verb(profile, 'remove <name>', 'Removes a profile that no torrent uses.', async ({ call }, [name = '']) => {
    await call['profiles.remove']({ name });
    output.print({ removed: name }, `Removed "${name}".`);
  });
  verb(profile, 'default <name>', 'New torrents use this profile.', async ({ call }, [name = '']) => {
    const status = await call['profiles.setDefault']({ name });
    output.print(status, profileText(status));
  });
  verb(
    profile,
    'use <name> <id>',
    'Moves a torrent to this profile.',
    async ({ call }, [name = '', id = '']) => {
      const [torrent] = await call['torrents.setProfile']({ ids: [id], profile: name });
      if (torrent !== undefined) output.print(torrent, `${torrent.name}: ${torrent.profile}`);
    },
  );

  verb(
    program,
    'leak-test [name]',
    'Whether everything of a profile goes through the right door.',
    async (client, [name]) => {
      let report: LeakReport | undefined;
      await client.leakTest(name === undefined ? {} : { name }, (step) => {
        if (step.kind === 'report') report = step.report;
        else output.progress(leakCheckLine(step.check));
      });
      output.progress('');
      if (report === undefined)
        throw new AppError('disconnected', 'Warren stopped before the test was over.');
      output.print(report, leakReportText(report));
      if (report.verdict !== 'ok') process.exitCode = 1;
    },
  );
}
