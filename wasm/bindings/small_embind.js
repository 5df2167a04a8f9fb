/**
 * The JavaScript half of embind, as far as bindings.cpp uses it: functions over booleans, numbers,
 * texts, string enums and structs. Embind's own carries classes, overloads and late binding, four
 * times the size. It is linked over embind's, so what C++ calls and what the emitted types say
 * stays embind's; should another Emscripten call it otherwise, embind's own is used.
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

  _embind_register_bool__deps: ['$embindTypes'],
  _embind_register_bool: (id) => {
    embindTypes[id] = { read: (wire) => !!wire, write: (value) => +value }
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
        const bytes = typeof value == 'string' ? textEncoder.encode(value) : value
        const place = _malloc(4 + bytes.length)
        HEAPU32[place >> 2] = bytes.length
        HEAPU8.set(bytes, place + 4)
        undo.push(() => _free(place))
        return place
      },
    }
  },

  // Words and their numbers in one object, each the key of the other.
  _embind_register_enum__deps: ['$embindTypes'],
  _embind_register_enum: (id) => {
    const words = {}
    const other = (key) => words[key]
    embindTypes[id] = { words, read: other, write: other }
  },
  _embind_register_enum_value__deps: ['$embindTypes', '$AsciiToString'],
  _embind_register_enum_value: (id, name, number) => {
    const { words } = embindTypes[id]
    const word = AsciiToString(name)
    words[word] = number
    words[number] = word
  },

  _embind_register_value_object__deps: ['$embindTypes', '$getWasmTableEntry'],
  _embind_register_value_object: (
    id,
    name,
    constructorSignature,
    construct,
    signature,
    destroy,
  ) => {
    const fields = []
    const create = getWasmTableEntry(construct)
    const drop = getWasmTableEntry(destroy)
    embindTypes[id] = {
      fields,
      read: (place) => {
        const value = {}
        for (const { name, type, get, getFrom } of fields) {
          value[name] = embindTypes[type].read(get(getFrom, place))
        }
        drop(place)
        return value
      },
      write: (value, undo) => {
        const place = create()
        for (const { name, type, set, setTo } of fields) {
          const undoField = []
          set(setTo, place, embindTypes[type].write(value[name], undoField))
          for (const run of undoField) run()
        }
        undo.push(() => drop(place))
        return place
      },
    }
  },
  _embind_register_value_object_field__deps: [
    '$embindTypes',
    '$AsciiToString',
    '$getWasmTableEntry',
  ],
  // prettier-ignore
  _embind_register_value_object_field: (
    id, name, type, getSignature, get, getFrom, setType, setSignature, set, setTo,
  ) => {
    embindTypes[id].fields.push({
      name: AsciiToString(name),
      type,
      get: getWasmTableEntry(get),
      getFrom,
      set: getWasmTableEntry(set),
      setTo,
    })
  },
  _embind_finalize_value_object__deps: [],
  _embind_finalize_value_object: () => {},

  _embind_register_function__deps: ['$embindTypes', '$AsciiToString', '$getWasmTableEntry'],
  _embind_register_function: (name, count, types, signature, invoker, target) => {
    const [result, ...parameters] = HEAPU32.slice(types >> 2, (types >> 2) + count)
    const invoke = getWasmTableEntry(invoker)
    Module[AsciiToString(name)] = (...values) => {
      const undo = []
      const wires = parameters.map((type, i) => embindTypes[type].write(values[i], undo))
      const wire = invoke(target, ...wires)
      for (const run of undo) run()
      return embindTypes[result].read(wire)
    }
  },
}

/** How many arguments C++ passes to embind's own, in the Emscripten that the above was made for. */
const ARGUMENTS = {
  _embind_register_void: 2,
  _embind_register_bool: 4,
  _embind_register_float: 3,
  _embind_register_std_string: 2,
  _embind_register_enum: 5,
  _embind_register_enum_value: 3,
  _embind_register_value_object: 6,
  _embind_register_value_object_field: 10,
  _embind_finalize_value_object: 1,
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
