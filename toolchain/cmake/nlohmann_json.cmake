# nlohmann_json, header only: from the system, from .cache/debian, or downloaded.
#
# The include directory holds nothing but nlohmann/: a wasm build must not see /usr/include.

# Replaces in the caller's `text`, of the file `header`, what `pattern` finds; it must find something,
# or another release has come.
function(tss_trim pattern replacement)
  if(NOT text MATCHES "${pattern}")
    message(FATAL_ERROR "${header} is not the lexer that this was made for: expected a match of "
                        "${pattern}. Look at what changed, then at this file.")
  endif()
  string(REGEX REPLACE "${pattern}" "${replacement}" text "${text}")
  set(text "${text}" PARENT_SCOPE)
endfunction()

# Takes out of the lexer, from `header` to `trimmed`, what serves its messages and comments. Nobody
# reads the messages (FieldReader tells by codes what is wrong) and comments are never allowed, but
# the compiler cannot know: fifty sentences with the branches that choose between them, a copy of each
# token and the count of lines are a twelfth of the shipped module. All builds have it so: what is
# tested is what is shipped.
function(tss_trim_lexer header trimmed)
  file(READ "${header}" text)
  tss_trim("error_message = \"([^\"\\]|\\\\.)*\"" "error_message = \"\"")
  tss_trim("token_string\\.(push_back|pop_back|clear)\\([^;]*;" "")
  tss_trim("JSON_ASSERT\\(!token_string\\.empty\\(\\)\\);" "")
  tss_trim("(\\+\\+|--)position\\.(lines_read|chars_read_current_line);" "")
  tss_trim("position\\.chars_read_current_line = 0;" "")
  tss_trim("while \\(ignore_comments &&" "while (false &&")
  # Leaves alone what has not changed: everything includes it.
  file(CONFIGURE OUTPUT "${trimmed}" CONTENT "${text}" @ONLY)
endfunction()

set(_tss_debian "${PROJECT_SOURCE_DIR}/.cache/debian/cpp/usr/include")

find_path(
  TSS_NLOHMANN_PARENT nlohmann/json.hpp
  PATHS /usr/local/include /usr/include "${_tss_debian}"
  NO_DEFAULT_PATH NO_CMAKE_FIND_ROOT_PATH)

if(TSS_NLOHMANN_PARENT)
  message(STATUS "nlohmann_json: ${TSS_NLOHMANN_PARENT}/nlohmann")
  set(_tss_nlohmann_parent "${TSS_NLOHMANN_PARENT}")
else()
  include(FetchContent)
  FetchContent_Declare(
    nlohmann_json
    URL "https://github.com/nlohmann/json/releases/download/v3.12.0/json.tar.xz"
    URL_HASH SHA256=42f6e95cad6ec532fd372391373363b62a14af6d771056dbfc86160e6dfff7aa
    SOURCE_SUBDIR sources-only)
  message(STATUS "nlohmann_json: not on this system, downloading it")
  FetchContent_MakeAvailable(nlohmann_json)
  set(_tss_nlohmann_parent "${nlohmann_json_SOURCE_DIR}/include")
endif()

set(_tss_nlohmann_include "${CMAKE_BINARY_DIR}/nlohmann_json/include")
set(_tss_lexer nlohmann/detail/input/lexer.hpp)
# What an earlier checkout linked there.
if(IS_SYMLINK "${_tss_nlohmann_include}/nlohmann")
  file(REMOVE "${_tss_nlohmann_include}/nlohmann")
endif()
file(
  COPY "${_tss_nlohmann_parent}/nlohmann"
  DESTINATION "${_tss_nlohmann_include}"
  PATTERN lexer.hpp EXCLUDE)
tss_trim_lexer("${_tss_nlohmann_parent}/${_tss_lexer}" "${_tss_nlohmann_include}/${_tss_lexer}")

add_library(tss_nlohmann_json INTERFACE)
add_library(nlohmann_json::nlohmann_json ALIAS tss_nlohmann_json)
target_include_directories(tss_nlohmann_json SYSTEM INTERFACE "${_tss_nlohmann_include}")
