// The native binaries of a package, by target. Read by the check after packing and by scripts/fetch-natives.mjs.

/** The npm packages that hold binaries for one system only. npm installs those of the system on which it runs. */
const packages = (platform, arch, libc = '') => [
  `@img/sharp-${platform}-${arch}`,
  // On Windows, libvips is in the package of sharp itself.
  ...(platform === 'win32' ? [] : [`@img/sharp-libvips-${platform}-${arch}`]),
  `@koromix/koffi-${platform}-${arch}`,
  `@node-datachannel/${platform}-${arch}${libc}`,
];

const architectures = ['x64', 'arm64'];

/** `linux-x64` and so on → what a package for it must hold. */
export const nativePackages = new Map(
  architectures.flatMap((arch) => [
    [`linux-${arch}`, packages('linux', arch, '-gnu')],
    [`darwin-${arch}`, packages('darwin', arch)],
    [`win32-${arch}`, packages('win32', arch, '-msvc')],
  ]),
);

/** Each half of a universal app for the Mac holds the binaries of both (build/electron-builder.yml). */
export const targetsInside = (platform, arch) =>
  platform === 'darwin' ? architectures.map((one) => `darwin-${one}`) : [`${platform}-${arch}`];
