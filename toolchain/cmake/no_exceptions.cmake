# WebAssembly is compiled and linked without exceptions and RTTI: they are most of the size of a small
# module, and the linker picks the matching variants of libc++ and embind only if it is told, too.

if(EMSCRIPTEN)
  add_compile_options(-fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-c++-static-destructors)
  add_compile_definitions(EMSCRIPTEN_HAS_UNBOUND_TYPE_NAMES=0)
  add_link_options(-fno-exceptions -fno-rtti)
endif()
