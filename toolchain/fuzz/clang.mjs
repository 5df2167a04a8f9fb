/** A clang++ with libFuzzer and sanitizers: the machine's own, or Debian's below .cache. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fetchedClang, NEWEST, OLDEST } from '../debian/clang.mjs'
import { attempt } from '../run/command.mjs'

/** What a target needs of a compiler: C++20 with the library that is there, and all three linked. */
const PROBE = `
#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const auto found = std::ranges::find(std::span(bytes, size), 7);
  return std::chrono::year{2026}.is_leap() && found == std::span(bytes, size).end() ? 1 : 0;
}
`

/** `{ path, version }`; says so if it has to be fetched. */
export async function fuzzingClang() {
  const numbered = Array.from({ length: NEWEST - OLDEST + 1 }, (_, at) => `clang++-${NEWEST - at}`)
  for (const path of ['clang++', ...numbered]) {
    const version = await versionOf(path)
    if (version && (await canFuzz(path))) return { path, version }
  }
  const path = await fetchedClang()
  return { path, version: await versionOf(path) }
}

/** `clang version 19.1.7`: its first line, or null if there is none that is new enough. */
async function versionOf(path) {
  const { code, output } = await attempt(path, ['--version'], { stdoutOnly: true })
  const major = Number(/clang version (\d+)/.exec(output)?.[1] ?? 0)
  return code === 0 && major >= OLDEST ? output.split('\n')[0] : null
}

async function canFuzz(path) {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-probe-'))
  try {
    const source = join(folder, 'probe.cpp')
    await writeFile(source, PROBE)
    const flags = ['-std=c++20', '-fsanitize=fuzzer,address,undefined']
    return (await attempt(path, [...flags, source, '-o', join(folder, 'probe')])).code === 0
  } finally {
    await rm(folder, { recursive: true })
  }
}
