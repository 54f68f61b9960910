// SPDX-License-Identifier: Apache-2.0
// Inside the room: the memory that SQLCipher works in. Pages, rows and statements lie in chunks that are locked once, left out of core
// files and wiped place by place when given back. SQLCipher's own way (cipher_memory_security) locks and unlocks around every
// allocation, which is most of the time a transaction takes, and unlocks the neighbours on the page with it.
#pragma once

#include <cstddef>

namespace limen {

// Before the first use of the library; once a process, whoever calls first. False: the library was in use already.
bool takeOverLibraryMemory();
// The library is working in it: what stands between a row and the swap space.
bool libraryMemoryIsOurs();
// SQLCipher unlocks the pages its own keys lay on; this locks what should be locked.
void relockLibraryMemory();

struct LibraryMemory {
  std::size_t reserved = 0, locked = 0, inUse = 0;  // bytes
};
LibraryMemory libraryMemory();

}  // namespace limen
