// SPDX-License-Identifier: Apache-2.0
#include "store/library_memory.h"

#include <sqlite3.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <cstring>
#include <mutex>

#include "core/bytes.h"
#include "crypto/secret_bytes.h"

namespace limen {

namespace {

constexpr std::size_t kChunkBytes = 256 * 1024, kLargestPlace = 32 * 1024, kSmallestPlace = 64, kPageBytes = 4096;
constexpr std::size_t kForSecrets = 3 * 1024 * 1024;  // of what may be locked; SecretBytes ends the process when it gets none
constexpr std::size_t kMaxChunks = 1024;

// In front of what the library sees; 16 bytes keep its alignment.
struct alignas(16) Head {
  std::size_t place;  // bytes of the whole place, this head included
  bool locked;        // a place of its own mapping that counts among the locked
};
struct Free {
  Free* next;
};

// Four sizes to each power of two: at most a fifth of a place is left empty.
constexpr std::size_t kSizes = 4 * (std::bit_width(kLargestPlace) - std::bit_width(kSmallestPlace)) + 1;
constexpr std::size_t sizeOf(std::size_t index) {
  return (kSmallestPlace << index / 4) + (kSmallestPlace << index / 4) / 4 * (index % 4);
}
static_assert(sizeOf(kSizes - 1) == kLargestPlace);

class Memory {
 public:
  void* take(std::size_t size) {
    const std::size_t wanted = size + sizeof(Head);
    const std::lock_guard lock(mutex_);
    Head* head = wanted > kLargestPlace ? mapped(wanted) : place(wanted);
    if (head == nullptr) return nullptr;
    inUse_ += head->place;
    return head + 1;
  }

  void giveBack(void* given) {
    Head* head = headOf(given);
    const std::size_t size = head->place;
    wipe({reinterpret_cast<Byte*>(given), size - sizeof(Head)});
    const std::lock_guard lock(mutex_);
    inUse_ -= size;
    if (size > kLargestPlace) {
      if (head->locked) locked_ -= size;
      reserved_ -= size;
      munmap(head, size);
      return;
    }
    const std::size_t index = indexOf(size);
    free_[index] = new (head) Free{free_[index]};
  }

  static Head* headOf(void* given) { return static_cast<Head*>(given) - 1; }
  static std::size_t room(void* given) { return headOf(given)->place - sizeof(Head); }
  static std::size_t placeFor(std::size_t wanted) {
    return wanted > kLargestPlace ? (wanted + kPageBytes - 1) / kPageBytes * kPageBytes : sizeOf(indexOf(wanted));
  }

  bool holds(const void* given) {
    const std::lock_guard lock(mutex_);
    const auto* at = static_cast<const std::byte*>(given);
    return std::any_of(chunks_.begin(), chunks_.begin() + static_cast<std::ptrdiff_t>(made_),
                       [at](const Chunk& chunk) { return at >= chunk.begin && at < chunk.begin + kChunkBytes; });
  }

  void relock() {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < made_; ++i)
      if (chunks_[i].locked) static_cast<void>(mlock(chunks_[i].begin, kChunkBytes));
  }

  LibraryMemory figures() {
    const std::lock_guard lock(mutex_);
    return {reserved_, locked_, inUse_};
  }

 private:
  struct Chunk {
    std::byte* begin;
    bool locked;
  };

  static std::size_t indexOf(std::size_t wanted) {
    std::size_t index = 0;
    if (wanted > kSmallestPlace) {
      const auto octave = static_cast<std::size_t>(std::bit_width((wanted - 1) / kSmallestPlace)) - 1;
      const std::size_t base = kSmallestPlace << octave;
      index = 4 * octave + (wanted - base + base / 4 - 1) / (base / 4);
    }
    return index;
  }

  // Where the machine allows no more the rest stays unlocked, as it does with SQLCipher; wiped and out of core files it is all the same.
  bool lockUp(void* begin, std::size_t size) {
    madvise(begin, size, MADV_DONTDUMP);
    rlimit allowed{};
    if (getrlimit(RLIMIT_MEMLOCK, &allowed) != 0) return false;
    const bool bounded = allowed.rlim_cur != RLIM_INFINITY;
    if (bounded && locked_ + size + kForSecrets > allowed.rlim_cur) return false;
    if (mlock(begin, size) != 0) return false;
    locked_ += size;
    return true;
  }

  static void* map(std::size_t size) {
    void* begin = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return begin == MAP_FAILED ? nullptr : begin;
  }

  Head* mapped(std::size_t wanted) {
    const std::size_t size = placeFor(wanted);
    void* begin = map(size);
    if (begin == nullptr) return nullptr;
    reserved_ += size;
    return new (begin) Head{size, lockUp(begin, size)};
  }

  Head* place(std::size_t wanted) {
    const std::size_t index = indexOf(wanted), size = sizeOf(index);
    void* begin = free_[index];
    if (begin != nullptr) {
      free_[index] = free_[index]->next;
    } else {
      if (left_ < size && !addChunk()) return nullptr;
      begin = next_;
      next_ += size;
      left_ -= size;
    }
    return new (begin) Head{size, false};
  }

  bool addChunk() {
    if (made_ == kMaxChunks) return false;
    void* begin = map(kChunkBytes);
    if (begin == nullptr) return false;
    reserved_ += kChunkBytes;
    chunks_[made_++] = {static_cast<std::byte*>(begin), lockUp(begin, kChunkBytes)};
    next_ = static_cast<std::byte*>(begin);
    left_ = kChunkBytes;
    return true;
  }

  std::mutex mutex_;
  std::array<Free*, kSizes> free_{};
  std::array<Chunk, kMaxChunks> chunks_{};
  std::byte* next_ = nullptr;
  std::size_t made_ = 0, left_ = 0, reserved_ = 0, locked_ = 0, inUse_ = 0;
};

// Never destroyed: a store may be closed later than any other object.
Memory& memory() {
  static Memory* const one = new Memory;
  return *one;
}

}  // namespace

bool takeOverLibraryMemory() {
  static const bool taken = [] {
    sqlite3_mem_methods ours{};
    ours.xMalloc = [](int size) -> void* { return memory().take(static_cast<std::size_t>(size)); };
    ours.xFree = [](void* given) { memory().giveBack(given); };
    ours.xRealloc = [](void* given, int size) -> void* {
      if (Memory::room(given) >= static_cast<std::size_t>(size)) return given;
      void* fresh = memory().take(static_cast<std::size_t>(size));
      if (fresh == nullptr) return nullptr;
      std::memcpy(fresh, given, Memory::room(given));
      memory().giveBack(given);
      return fresh;
    };
    ours.xSize = [](void* given) -> int { return static_cast<int>(Memory::room(given)); };
    ours.xRoundup = [](int size) -> int {
      return static_cast<int>(Memory::placeFor(static_cast<std::size_t>(size) + sizeof(Head)) - sizeof(Head));
    };
    ours.xInit = [](void*) -> int { return SQLITE_OK; };
    ours.xShutdown = [](void*) {};
    return sqlite3_config(SQLITE_CONFIG_MALLOC, &ours) == SQLITE_OK;
  }();
  return taken;
}

bool libraryMemoryIsOurs() {
  void* one = sqlite3_malloc(64);
  const bool ours = one != nullptr && memory().holds(one);
  sqlite3_free(one);
  return ours;
}

void relockLibraryMemory() {
  memory().relock();
}

LibraryMemory libraryMemory() {
  return memory().figures();
}

}  // namespace limen
