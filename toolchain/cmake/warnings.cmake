# tss_warnings: what our own code must be free of. Link it PRIVATE; dependencies do not get it.

add_library(tss_warnings INTERFACE)
target_compile_options(
  tss_warnings
  INTERFACE -Werror
            -Wall
            -Wextra
            -Wpedantic
            -Wconversion
            -Wsign-conversion
            -Wdouble-promotion
            -Wshadow
            -Wold-style-cast
            -Wcast-align
            -Wcast-qual
            -Wnon-virtual-dtor
            -Woverloaded-virtual
            -Wimplicit-fallthrough
            -Wformat=2
            -Wundef
            -Wunused
            # Designated initializers name what matters; the rest is the member's own default.
            -Wno-missing-field-initializers
            $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wno-missing-designated-field-initializers>)
