/* global addToLibrary */
// Emscripten's own decoder takes a U+FEFF from the front of each string that leaves the core. Here
// it is a character like any other: the event-stream parser has already taken the one that is none.
addToLibrary({ $UTF8Decoder: "new TextDecoder('utf-8', { 'ignoreBOM': true })" })
