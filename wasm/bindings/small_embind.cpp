/// What the module draws from embind's own bind.cpp, which cannot be linked in part: it registers
/// every integer, memory view and wide string there is, and each brings its JavaScript along.
/// Defining what it defines keeps it out of the link.
#include <emscripten/bind.h>

#include <cstring>
#include <string>
#include <typeinfo>

using namespace emscripten::internal;

/// The types that bindings.cpp builds on.
EMSCRIPTEN_BINDINGS(builtin) {
  _embind_register_void(TypeID<void>::get(), "void");
  _embind_register_float(TypeID<double>::get(), "double", sizeof(double));
  _embind_register_std_string(TypeID<std::string>::get(), "std::string");
}

extern "C" {

/// Blocks run when they are constructed; a list of them is only for worker threads to run again.
void _embind_register_bindings(InitFunc* /*block*/) {}

/// The name of a type that was used but not registered, for an error; the caller frees it. There
/// are no names without RTTI, and such a type is refused when the emitted types are made.
const char* __getTypeName(const std::type_info* /*type*/) { return strdup(""); }

/// For coroutines that await JavaScript's promises. There are none, but the linker asks for both.
void _emval_coro_resume(void* /*awaiter*/, void* /*result*/) { __builtin_trap(); }
void _emval_coro_reject(void* /*awaiter*/, void* /*error*/) { __builtin_trap(); }
}
