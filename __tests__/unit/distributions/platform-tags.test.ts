import { describe, expect, it } from '@jest/globals';
import { judgePlatform } from '../../../src/distributions/platform-tags.ts';

/** Each tag that is refused or doubted, beside its nearest good neighbour. */
const REFUSED: readonly (readonly [tag: string, hint: RegExp, neighbour: string])[] = [
  ['manylinux1_aarch64', /manylinux_2_28/, 'manylinux1_x86_64'],
  ['manylinux1_armv7l', /manylinux_2_28/, 'manylinux1_i686'],
  ['manylinux2010_ppc64le', /manylinux_2_28/, 'manylinux2010_x86_64'],
  ['manylinux2014_riscv64', /manylinux_2_28/, 'manylinux2014_s390x'],
  ['manylinux_2_28_arm64', /manylinux_2_28_aarch64/, 'manylinux_2_28_aarch64'],
  ['manylinux_2_17_amd64', /manylinux_2_17_x86_64/, 'manylinux_2_17_x86_64'],
  ['musllinux_1_2_i386', /musllinux_1_2_i686/, 'musllinux_1_2_i686'],
  ['manylinux_2014_x86_64', /PEP 600/, 'manylinux2014_x86_64'],
  ['manylinux2024_x86_64', /PEP 600/, 'manylinux_2_39_x86_64'],
  ['musllinux_x86_64', /PEP 656/, 'musllinux_1_1_x86_64'],
  ['linux_x86_64', /auditwheel repair/, 'linux_armv7l'],
  ['linux_aarch64', /auditwheel repair/, 'linux_armv6l'],
  ['macosx_11_3_arm64', /macosx_11_0_arm64/, 'macosx_11_0_arm64'],
  ['macosx_26_1_x86_64', /macosx_26_0_x86_64/, 'macosx_26_0_x86_64'],
  ['macosx_27_1_arm64', /macosx_27_0_arm64/, 'macosx_15_0_arm64'],
  ['macosx_16_0_arm64', /macosx_11_0_arm64/, 'macosx_14_0_arm64'],
  ['macosx_9_0_ppc', /macosx_11_0_ppc/, 'macosx_10_3_ppc'],
  ['macosx_11_0_aarch64', /macosx_11_0_arm64/, 'macosx_12_0_universal2'],
  ['macosx_10_9_riscv64', /x86_64, arm64 or universal2/, 'macosx_10_9_intel'],
  ['macosx_011_0_arm64', /macosx_11_0_arm64/, 'macosx_11_0_arm64'],
  ['macosx_010_9_x86_64', /macosx_10_9_x86_64/, 'macosx_10_9_x86_64'],
  ['macosx_arm64', /macosx_MAJOR_0_MACHINE/, 'macosx_13_0_arm64'],
  ['win64', /win_amd64/, 'win_amd64'],
  ['win_x86', /win32/, 'win32'],
  ['win_aarch64', /win_arm64/, 'win_arm64'],
  ['windows_x86_64', /win_amd64/, 'win_ia64'],
  ['windows_arm64', /win_arm64/, 'win_arm64'],
  ['windows_x86', /win32/, 'win32'],
  ['windows_riscv64', /win32, win_amd64 or win_arm64/, 'win_amd64'],
  ['android_24_arm64', /android_24_arm64_v8a/, 'android_24_arm64_v8a'],
  ['android_21_armv7', /android_21_armeabi_v7a/, 'android_21_armeabi_v7a'],
  ['android_x86_64', /android_LEVEL_ABI/, 'android_24_x86_64'],
  ['ios_13_0_arm64', /ios_13_0_arm64_iphoneos/, 'ios_13_0_arm64_iphoneos'],
  ['emscripten_3_1_58_wasm32', /cibuildwheel 4/, 'pyemscripten_2025_0_wasm32'],
  ['pyodide_2025_0_wasm32', /cibuildwheel 4/, 'pyemscripten_2026_1_wasm32'],
];

const DOUBTFUL: readonly (readonly [tag: string, neighbour: string])[] = [
  ['manylinux_2_28_loongarch64', 'manylinux_2_28_riscv64'],
  ['musllinux_1_2_ppc64', 'manylinux_2_28_ppc64'],
  ['macosx_27_0_arm64', 'macosx_26_0_arm64'],
  ['ios_13_0_armv7_iphoneos', 'ios_13_0_x86_64_iphonesimulator'],
  ['android_24_riscv64', 'android_24_x86'],
  ['win_riscv64', 'WIN_AMD64'],
  ['freebsd_14_x86_64', 'any'],
  ['wasi_0_2_wasm32', 'pyemscripten_2025_0_wasm32'],
];

describe('judgePlatform', () => {
  it.each(REFUSED)('refuses %s with %s', (tag, hint, neighbour) => {
    expect(judgePlatform(tag)).toEqual({ kind: 'refused', hint: expect.stringMatching(hint) });
    expect(judgePlatform(neighbour)).toEqual({ kind: 'accepted' });
  });

  it.each(DOUBTFUL)('doubts %s', (tag, neighbour) => {
    expect(judgePlatform(tag)).toEqual({ kind: 'doubtful' });
    expect(judgePlatform(neighbour)).toEqual({ kind: 'accepted' });
  });
});
