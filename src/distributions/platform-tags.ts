/**
 * What PyPI does with a platform tag: accept it; reject it for what no newer PyPI will change, with the one thing to
 * change; or reject it today, while a newer PyPI might not.
 */
type PlatformVerdict =
  { readonly kind: 'accepted' | 'doubtful' } | { readonly kind: 'refused'; readonly hint: string };

interface Family {
  readonly pattern: RegExp;
  readonly judge: (match: readonly (string | undefined)[]) => PlatformVerdict;
}

// warehouse/forklift/legacy.py, August 2026.
const fixedPlatforms: ReadonlySet<string> = new Set([
  'any',
  'win32',
  'win_amd64',
  'win_arm64',
  'win_ia64',
  'linux_armv6l',
  'linux_armv7l',
]);
const legacyManylinux: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ['1', new Set(['x86_64', 'i686'])],
  ['2010', new Set(['x86_64', 'i686'])],
  ['2014', new Set(['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64', 'ppc64le', 's390x'])],
]);
const linuxMachines = ['x86_64', 'i686', 'aarch64', 'armv7l', 'ppc64le', 's390x', 'riscv64'];
const machines: Readonly<Record<'many' | 'musl', ReadonlySet<string>>> = {
  many: new Set([...linuxMachines, 'ppc64']),
  musl: new Set(linuxMachines),
};
const macMachines: ReadonlySet<string> = new Set(
  'ppc ppc64 i386 x86_64 arm64 intel fat fat3 fat64 universal universal2'.split(' '),
);
/** After macOS 15 came 26. */
const macVersions = [11, 12, 13, 14, 15, 26];
const newestMac = 26;
const androidMachines: ReadonlySet<string> = new Set(['armeabi_v7a', 'arm64_v8a', 'x86', 'x86_64']);
const iosMachines: ReadonlySet<string> = new Set(['arm64', 'x86_64']);

/** Other names of machines, by what each family of platforms calls them. */
const linuxNames = new Map([
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['i386', 'i686'],
  ['i586', 'i686'],
  ['x86', 'i686'],
  ['arm64', 'aarch64'],
  ['arm64_v8a', 'aarch64'],
  ['armv7', 'armv7l'],
  ['armhf', 'armv7l'],
  ['powerpc64le', 'ppc64le'],
]);
const macNames = new Map([
  ['aarch64', 'arm64'],
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
  ['i686', 'i386'],
]);
const androidNames = new Map([
  ['arm64', 'arm64_v8a'],
  ['aarch64', 'arm64_v8a'],
  ['arm', 'armeabi_v7a'],
  ['armv7', 'armeabi_v7a'],
  ['armv7l', 'armeabi_v7a'],
  ['armv7a', 'armeabi_v7a'],
  ['armeabi', 'armeabi_v7a'],
  ['i686', 'x86'],
  ['amd64', 'x86_64'],
  ['x64', 'x86_64'],
]);
const windowsNames = new Map([
  ['64', 'win_amd64'],
  ['x64', 'win_amd64'],
  ['amd64', 'win_amd64'],
  ['x86_64', 'win_amd64'],
  ['x86', 'win32'],
  ['i386', 'win32'],
  ['i686', 'win32'],
  ['32', 'win32'],
  ['arm64', 'win_arm64'],
  ['aarch64', 'win_arm64'],
]);

const accepted: PlatformVerdict = { kind: 'accepted' };
const doubtful: PlatformVerdict = { kind: 'doubtful' };

function refused(hint: string): PlatformVerdict {
  return { kind: 'refused', hint };
}

const families: readonly Family[] = [
  {
    // PEP 513, 571, 599: each names its machines, and no later one is added.
    pattern: /^manylinux(1|2010|2014)_(.*)$/,
    judge: ([, profile = '', machine = '']) =>
      legacyManylinux.get(profile)?.has(machine) === true
        ? accepted
        : refused(
            `Build for manylinux_2_28 or another manylinux_X_Y (PEP 600): manylinux${profile} has no ${machine}.`,
          ),
  },
  {
    pattern: /^(many|musl)linux_(\d+)_(\d+)_(.*)$/,
    judge: ([, libc, major, minor, machine = '']) => {
      if (machines[libc === 'many' ? 'many' : 'musl'].has(machine)) return accepted;
      const name = linuxNames.get(machine);
      return name === undefined
        ? doubtful
        : refused(`Name the platform ${libc}linux_${major}_${minor}_${name}, or run \`auditwheel repair\`.`);
    },
  },
  {
    pattern: /^(many|musl)linux/,
    judge: ([, libc]) =>
      refused(
        `Name the platform ${libc}linux_X_Y_MACHINE, as \`auditwheel repair\` does (${libc === 'many' ? 'PEP 600' : 'PEP 656'}).`,
      ),
  },
  {
    pattern: /^linux/,
    judge: () => refused('Run `auditwheel repair`, which makes it a manylinux or musllinux wheel.'),
  },
  { pattern: /^macosx_(\d+)_(\d+)_(.*)$/, judge: judgeMac },
  { pattern: /^(?:macosx|macos|darwin)/, judge: () => refused('Name the platform macosx_MAJOR_0_MACHINE.') },
  {
    pattern: /^ios_\d+_\d+_(.*)_(?:iphoneos|iphonesimulator)/,
    judge: ([, machine = '']) => (iosMachines.has(machine) ? accepted : doubtful),
  },
  {
    pattern: /^ios_\d+_\d+_(?:arm64|x86_64)$/,
    judge: ([tag = '']) => refused(`Name the platform ${tag}_iphoneos or ${tag}_iphonesimulator (PEP 730).`),
  },
  {
    pattern: /^android_(\d+)_(.*)$/,
    judge: ([, level, machine = '']) => {
      const name = androidNames.get(machine);
      if (androidMachines.has(machine)) return accepted;
      return name === undefined ? doubtful : refused(`Name the platform android_${level}_${name} (PEP 738).`);
    },
  },
  { pattern: /^android/, judge: () => refused('Name the platform android_LEVEL_ABI (PEP 738).') },
  { pattern: /^pyemscripten_\d+_\d+_wasm32/, judge: () => accepted },
  {
    pattern: /^(?:emscripten|pyodide)/,
    judge: () =>
      refused('Build with cibuildwheel 4 or newer, which names the platform pyemscripten_* (PEP 783).'),
  },
  {
    pattern: /^win(?:dows)?(_?\w+)?$/,
    judge: ([tag = '', machine = '']) => {
      const name = windowsNames.get(machine.replace(/^_/, ''));
      if (name !== undefined) return refused(`Name the platform ${name}.`);
      return tag.startsWith('windows')
        ? refused('Name the platform win32, win_amd64 or win_arm64.')
        : doubtful;
    },
  },
];

/** What PyPI does with a platform tag, which it compares in lower case. */
export function judgePlatform(platform: string): PlatformVerdict {
  const tag = platform.toLowerCase();
  if (fixedPlatforms.has(tag)) return accepted;
  for (const { pattern, judge } of families) {
    const match = pattern.exec(tag);
    if (match !== null) return judge(match);
  }
  return doubtful;
}

/** Up to 10.15 the second number counted; since 11 it is 0 (pypa/packaging.python.org#1933). */
function judgeMac([, major, minor, machine = '']: readonly (string | undefined)[]): PlatformVerdict {
  const version = Number(major);
  const name = macNames.get(machine) ?? (macMachines.has(machine) ? machine : undefined);
  if (name === undefined) return refused(`Name the machine as macOS does: x86_64, arm64 or universal2.`);
  const known = version === 10 || macVersions.includes(version);
  if (!known && version < newestMac)
    return refused(`Build for a macOS that exists: macosx_11_0_${name}, for example.`);
  if (version !== 10 && minor !== '0')
    return refused(
      `Set \`MACOSX_DEPLOYMENT_TARGET\` to ${version}.0: the tag is then macosx_${version}_0_${name}.`,
    );
  // PyPI compares the text of the number: 010 is not 10.
  if (name !== machine || major !== String(version))
    return refused(`Name the platform macosx_${version}_${minor}_${name}.`);
  return known ? accepted : doubtful;
}
