/// Small stand-ins for what the shipped module would otherwise draw from libc and libc++abi: number
/// parsing, printf, signals and type descriptors, some 24 KB that the core has no use for. Linked
/// into the module only; the tests of read_decimal() run everywhere. nlohmann's lexer hands over
/// numbers that it has already checked against JSON's grammar.
#include <cerrno>
#include <cstdarg>
#include <cstddef>

#include "tss/decimal.hpp"

// libc++'s own hook for what cannot happen (a bad variant access, a length error): its default
// prints, and printing brings the printf machinery back.
_LIBCPP_BEGIN_NAMESPACE_STD
void __libcpp_verbose_abort(const char* /*format*/, ...) noexcept { __builtin_trap(); }
_LIBCPP_END_NAMESPACE_STD

extern "C" {

double __wrap_strtod(const char* text, char** end) {
  return tss::read_decimal(text, const_cast<const char**>(end));
}

/// All is out of range: the lexer then takes a double, and doubles are what the core wants.
unsigned long long __wrap_strtoull(const char* text, char** end, int /*base*/) {
  (void)__wrap_strtod(text, end);
  errno = ERANGE;
  return 0;
}

long long __wrap_strtoll(const char* text, char** end, int base) {
  return static_cast<long long>(__wrap_strtoull(text, end, base));
}

/// Only for the text of a parse error, which nobody reads: what is refused is told by its code.
int __wrap_snprintf(char* buffer, size_t size, const char* /*format*/, ...) {
  if (size > 0) {
    *buffer = '\0';
  }
  return 0;
}

/// End the module as a trap does. libc's own bring signals, and signals bring timers and exits.
[[noreturn]] void abort() { __builtin_trap(); }
int raise(int /*signal*/) { __builtin_trap(); }
void _emscripten_timeout(int /*which*/, double /*now*/) {}

// nlohmann derives its exceptions from libc++'s, whose type descriptors point at these two tables.
// Nothing reads a type descriptor without exceptions and RTTI; the code behind the tables would
// only be carried along.
extern const void* const _ZTVN10__cxxabiv117__class_type_infoE[3];
const void* const _ZTVN10__cxxabiv117__class_type_infoE[3] = {};
extern const void* const _ZTVN10__cxxabiv120__si_class_type_infoE[3];
const void* const _ZTVN10__cxxabiv120__si_class_type_infoE[3] = {};
}
