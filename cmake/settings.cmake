# SPDX-License-Identifier: Apache-2.0
# The compiler settings that hold for every target.
set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_RUNTIME_OUTPUT_DIRECTORY "${CMAKE_BINARY_DIR}/bin")
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(LIMEN_WERROR "Treat warnings as errors" OFF)
set(LIMEN_SANITIZE "" CACHE STRING "Sanitizers for every target, e.g. address,undefined")
option(LIMEN_FUZZ "Build the libFuzzer targets (clang)" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CCACHE}")
endif()

# Names are spelled so that no build path reaches a binary or a log line.
add_compile_options(-ffile-prefix-map=${CMAKE_SOURCE_DIR}/= -fstack-protector-strong)
add_link_options(-fuse-ld=mold -Wl,-z,relro,-z,now,-z,noexecstack)
if(CMAKE_BUILD_TYPE MATCHES "Release|RelWithDebInfo")
  add_compile_definitions(_FORTIFY_SOURCE=2)
endif()
if(LIMEN_SANITIZE)
  add_compile_options(-fsanitize=${LIMEN_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  add_link_options(-fsanitize=${LIMEN_SANITIZE})
  # protobuf's headers lay out map fields otherwise under this sanitizer; the system's library was built without it.
  if(LIMEN_SANITIZE MATCHES "thread")
    add_compile_options(-U__SANITIZE_THREAD__)
  endif()
endif()
if(LIMEN_FUZZ)
  add_compile_options(-fsanitize=fuzzer-no-link)
endif()

# For our own code only: generated code does not take it.
add_library(limen_warnings INTERFACE)
target_compile_options(limen_warnings INTERFACE -Wall -Wextra -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wextra-semi
  # GCC 12 alone: it sees a std::variant that holds a string as uninitialised wherever it inlines enough of one, sanitizers above
  # all, and an overlap in std::string's operator+ when it optimises (GCC bug 105651).
  $<$<CXX_COMPILER_ID:GNU>:-Wno-maybe-uninitialized -Wno-restrict>)
# GCC 12 at -O3 alone: it sees memcmp of a set of byte strings past the largest object (GCC bug 105329's family).
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  set_source_files_properties(sync/engine.cpp PROPERTIES COMPILE_OPTIONS -Wno-stringop-overread)
endif()
if(LIMEN_WERROR)
  target_compile_options(limen_warnings INTERFACE -Werror)
endif()
