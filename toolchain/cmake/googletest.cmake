# GoogleTest, always from source: the same tests run natively, sanitized and as WebAssembly.
# Sources from the system, from .cache/debian, or downloaded.

find_path(
  TSS_GOOGLETEST_SOURCE googletest/src/gtest-all.cc
  PATHS /usr/src/googletest "${PROJECT_SOURCE_DIR}/.cache/debian/cpp/usr/src/googletest"
  NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)

if(TSS_GOOGLETEST_SOURCE)
  message(STATUS "GoogleTest: ${TSS_GOOGLETEST_SOURCE}")
  set(_tss_googletest "${TSS_GOOGLETEST_SOURCE}")
else()
  include(FetchContent)
  FetchContent_Declare(
    googletest
    URL "https://github.com/google/googletest/releases/download/v1.17.0/googletest-1.17.0.tar.gz"
    URL_HASH SHA256=65fab701d9829d38cb77c14acdc431d2108bfdbf8979e40eb8ae567edf10b27c
    SOURCE_SUBDIR sources-only)
  message(STATUS "GoogleTest: not on this system, downloading it")
  FetchContent_MakeAvailable(googletest)
  set(_tss_googletest "${googletest_SOURCE_DIR}")
endif()

# Its own CMake files would bring their own warning flags and install rules.
function(_tss_googletest_library name folder)
  add_library(${name} STATIC EXCLUDE_FROM_ALL "${_tss_googletest}/${folder}/src/${name}-all.cc")
  add_library(GTest::${name} ALIAS ${name})
  target_include_directories(
    ${name} SYSTEM
    PUBLIC "${_tss_googletest}/${folder}/include"
    PRIVATE "${_tss_googletest}/${folder}")
endfunction()

_tss_googletest_library(gtest googletest)
_tss_googletest_library(gmock googlemock)
target_link_libraries(gmock PUBLIC gtest)

add_library(gmock_main STATIC EXCLUDE_FROM_ALL "${_tss_googletest}/googlemock/src/gmock_main.cc")
add_library(GTest::gmock_main ALIAS gmock_main)
target_link_libraries(gmock_main PUBLIC gmock)

if(EMSCRIPTEN)
  target_compile_definitions(gtest PUBLIC GTEST_HAS_PTHREAD=0)
  # The programs run in Node with its files, so that --gtest_output can write a report.
  target_link_options(
    gtest
    INTERFACE
    -sENVIRONMENT=node
    -sNODERAWFS=1
    -sEXIT_RUNTIME=1
    -sALLOW_MEMORY_GROWTH=1
    -sSTACK_SIZE=1MB)
  # They are CommonJS, which Node would not guess below this project's package.json.
  file(WRITE "${CMAKE_BINARY_DIR}/tests/package.json" "{ \"type\": \"commonjs\" }\n")
else()
  find_package(Threads REQUIRED)
  target_link_libraries(gtest PUBLIC Threads::Threads)
endif()
