/**
 * The JavaScript half of embind, as far as bindings.cpp uses it: functions over numbers and
 * texts. Embind's own carries classes, overloads and late binding, four times the size. It is linked
 * over embind's, so what C++ calls and what the emitted types say stays embind's; should another
 * Emscripten call it otherwise, embind's own is used.
 *
 * A type is `{ read, write }`: from what WebAssembly passes to a value of JavaScript, and back.
 * `write` pushes to `undo` what is to be done once the call has returned.
 */
const smallEmbind = {
  $embindTypes: {},

  _embind_register_void__deps: ['$embindTypes'],
  _embind_register_void: (id) => {
    embindTypes[id] = { read: () => {} }
  },

  _embind_register_float__deps: ['$embindTypes'],
  _embind_register_float: (id) => {
    embindTypes[id] = { read: (wire) => wire, write: (value) => value }
  },

  // A U+FEFF at the front of a text is a character like any other: the event-stream parser has
  // already taken the one that is none.
  $textDecoder: "new TextDecoder('utf-8', { 'ignoreBOM': true })",
  $textEncoder: 'new TextEncoder()',

  // A text travels as its length and then its bytes, in memory that JavaScript frees.
  _embind_register_std_string__deps: [
    '$embindTypes',
    '$textDecoder',
    '$textEncoder',
    'malloc',
    'free',
  ],
  _embind_register_std_string: (id) => {
    embindTypes[id] = {
      read: (place) => {
        const start = place + 4
        const text = textDecoder.decode(HEAPU8.subarray(start, start + HEAPU32[place >> 2]))
        _free(place)
        return text
      },
      write: (value, undo) => {
        // Encoded where it goes, with room for the worst; of a long text that would be too much room.
        const isInPlace = typeof value == 'string' && value.length <= 4096
        const bytes = typeof value == 'string' && !isInPlace ? textEncoder.encode(value) : value
        const place = _malloc(4 + bytes.length * (isInPlace ? 3 : 1))
        // Written to null, it would lie over what the core keeps.
        if (!place) throw new RangeError('out of memory')
        const room = HEAPU8.subarray(place + 4)
        if (!isInPlace) room.set(bytes)
        HEAPU32[place >> 2] = isInPlace ? textEncoder.encodeInto(value, room).written : bytes.length
        undo.push(() => _free(place))
        return place
      },
    }
  },

  _embind_register_function__deps: ['$embindTypes', '$AsciiToString', '$getWasmTableEntry'],
  _embind_register_function: (name, count, types, signature, invoker, target) => {
    const [result, ...parameters] = HEAPU32.slice(types >> 2, (types >> 2) + count)
    const invoke = getWasmTableEntry(invoker)
    Module[AsciiToString(name)] = (...values) => {
      const undo = []
      try {
        const wires = parameters.map((type, i) => embindTypes[type].write(values[i], undo))
        return embindTypes[result].read(invoke(target, ...wires))
      } finally {
        for (const run of undo) run()
      }
    }
  },
}

/** How many arguments C++ passes to embind's own, in the Emscripten that the above was made for. */
const ARGUMENTS = {
  _embind_register_void: 2,
  _embind_register_float: 3,
  _embind_register_std_string: 2,
  _embind_register_function: 8,
}

const changed = Object.entries(ARGUMENTS)
  .filter(([name, count]) => LibraryManager.library[name]?.length !== count)
  .map(([name]) => name)

if (EMBIND_GEN_MODE) {
  // What emits the types loses a class that it needs when no integer is registered.
  addToLibrary({ _embind_register_void__deps: ['$registerPrimitiveType', '$IntegerType'] })
} else if (changed.length === 0) {
  addToLibrary(smallEmbind)
} else {
  warn(`small_embind.js is left out, embind has changed: ${changed}`)
}
