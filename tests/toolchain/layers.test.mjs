import assert from 'node:assert/strict'
import { test } from 'node:test'
import { layerProblems } from '../../toolchain/checks/cpp-layers.mjs'

const problems = (path, ...lines) => layerProblems(path, lines.join('\n'))

test('includes point inward only', () => {
  assert.deepEqual(problems('wasm/src/machine.cpp', '#include "tss/timers.hpp"'), [])
  assert.deepEqual(problems('wasm/include/tss/timers.hpp', '', '#include "tss/machine.hpp"'), [
    "wasm/include/tss/timers.hpp:2: 'timers' may not include 'tss/machine.hpp'",
  ])
})

test('Emscripten stays in the bindings, nlohmann_json in the codec', () => {
  assert.deepEqual(problems('wasm/bindings/bindings.cpp', '#include <emscripten/bind.h>'), [])
  assert.match(
    problems('wasm/src/core.cpp', '#include <emscripten/val.h>')[0],
    /only wasm\/bindings/,
  )
  assert.deepEqual(problems('wasm/src/status_codec.cpp', '#include <nlohmann/json.hpp>'), [])
  assert.match(
    problems('wasm/src/reader.cpp', '#include <nlohmann/json.hpp>')[0],
    /only the status codec/,
  )
})

test('the core uses no clock, no chance and no output', () => {
  const forbidden = [
    'auto now = std::chrono::steady_clock::now();',
    'std::random_device seed;',
    '#include <iostream>',
    'std::snprintf(buffer, 9, "%d", 1);',
  ]
  for (const line of forbidden) assert.equal(problems('wasm/src/machine.cpp', line).length, 1, line)
  assert.deepEqual(
    problems('wasm/src/machine.cpp', '// unlike steady_clock, an Instant is given'),
    [],
  )
})

test('a file without a layer must be given one', () => {
  assert.match(problems('wasm/src/novelty.cpp', '')[0], /'novelty' has no layer/)
})
