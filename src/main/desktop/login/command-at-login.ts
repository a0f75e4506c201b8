interface HowStarted {
  /** Where a Warren that is not packaged lies; Electron's binary has to be told. */
  readonly appPath: string | undefined;
  readonly dataDir: string | undefined;
}

/** What the program is told when the system starts it at login. */
export function argumentsAtLogin({ appPath, dataDir }: HowStarted): string[] {
  return [
    ...(appPath === undefined ? [] : [appPath]),
    ...(dataDir === undefined ? [] : ['--data-dir', dataDir]),
    '--hidden',
  ];
}
