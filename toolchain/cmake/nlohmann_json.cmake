# nlohmann_json, header only: from the system, from .cache/debian, or downloaded.
#
# The include directory holds nothing but nlohmann/: a wasm build must not see /usr/include.

# Takes out of the lexer, in a copy of its header at `folder`, what serves its messages and comments.
# Nobody reads the messages (FieldReader tells by codes what is wrong) and comments are never allowed,
# but the compiler cannot know: fifty sentences with the branches that choose between them, a copy of
# each token and the count of lines are a twelfth of the shipped module.
function(tss_trim_lexer folder)
  set(header "${folder}/nlohmann/detail/input/lexer.hpp")
  file(READ "${header}" text)
  string(REGEX REPLACE "error_message = \"([^\"\\]|\\\\.)*\"" "error_message = \"\"" text "${text}")
  string(REGEX REPLACE "token_string\\.(push_back|pop_back|clear)\\([^;]*;" "" text "${text}")
  string(REGEX REPLACE "(\\+\\+|--)position\\.(lines_read|chars_read_current_line);" "" text "${text}")
  string(REPLACE "position.chars_read_current_line = 0;" "" text "${text}")
  string(REPLACE "while (ignore_comments &&" "while (false &&" text "${text}")
  file(WRITE "${header}" "${text}")
endfunction()

set(_tss_debian "${PROJECT_SOURCE_DIR}/.cache/debian/cpp/usr/include")

find_path(
  TSS_NLOHMANN_PARENT nlohmann/json.hpp
  PATHS /usr/local/include /usr/include "${_tss_debian}"
  NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)

if(TSS_NLOHMANN_PARENT)
  message(STATUS "nlohmann_json: ${TSS_NLOHMANN_PARENT}/nlohmann")
  set(_tss_nlohmann_include "${CMAKE_BINARY_DIR}/nlohmann_json/include")
  file(MAKE_DIRECTORY "${_tss_nlohmann_include}")
  file(REMOVE_RECURSE "${_tss_nlohmann_include}/nlohmann")
  if(EMSCRIPTEN)
    file(COPY "${TSS_NLOHMANN_PARENT}/nlohmann" DESTINATION "${_tss_nlohmann_include}")
  else()
    file(CREATE_LINK "${TSS_NLOHMANN_PARENT}/nlohmann" "${_tss_nlohmann_include}/nlohmann" SYMBOLIC)
  endif()
else()
  include(FetchContent)
  FetchContent_Declare(
    nlohmann_json
    URL "https://github.com/nlohmann/json/releases/download/v3.12.0/json.tar.xz"
    URL_HASH SHA256=42f6e95cad6ec532fd372391373363b62a14af6d771056dbfc86160e6dfff7aa
    SOURCE_SUBDIR sources-only)
  message(STATUS "nlohmann_json: not on this system, downloading it")
  FetchContent_MakeAvailable(nlohmann_json)
  set(_tss_nlohmann_include "${nlohmann_json_SOURCE_DIR}/include")
endif()

if(EMSCRIPTEN)
  tss_trim_lexer("${_tss_nlohmann_include}")
endif()

add_library(tss_nlohmann_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS tss_nlohmann_json)
target_include_directories(tss_nlohmann_json SYSTEM INTERFACE "${_tss_nlohmann_include}")
