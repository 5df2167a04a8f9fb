# Toolchain file: compiles to WebAssembly with the Emscripten that the project's scripts found.
# They set EMSCRIPTEN_ROOT; by hand, run cmake through 'node toolchain/with-emscripten.mjs cmake …'.

set(_tss_fetched "${CMAKE_CURRENT_LIST_DIR}/../../.cache/emscripten/usr/share/emscripten")

if(DEFINED ENV{EMSCRIPTEN_ROOT})
  set(_tss_emscripten "$ENV{EMSCRIPTEN_ROOT}")
elseif(DEFINED ENV{EMSDK} AND EXISTS "$ENV{EMSDK}/upstream/emscripten/emcc")
  set(_tss_emscripten "$ENV{EMSDK}/upstream/emscripten")
else()
  set(_tss_emscripten "${_tss_fetched}")
endif()

set(_tss_platform "${_tss_emscripten}/cmake/Modules/Platform/Emscripten.cmake")
if(NOT EXISTS "${_tss_platform}")
  message(FATAL_ERROR "Emscripten was expected in ${_tss_emscripten}, it is not there; "
                      "run 'node toolchain/with-emscripten.mjs emcc --version' to fetch it")
endif()
include("${_tss_platform}")
