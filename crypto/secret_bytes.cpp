// SPDX-License-Identifier: Apache-2.0
#include "crypto/secret_bytes.h"

#include <sodium.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <utility>
#include <vector>

#include "core/check.h"
#include "crypto/locked_pool.h"

namespace limen {

namespace {

[[noreturn]] void endWithout(const char* sentence) {
  std::fprintf(stderr, "limen: %s\n", sentence);
  std::_Exit(kNoLockedMemoryExit);
}

std::size_t pageSize() {
  static const std::size_t size = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
  return size;
}

std::size_t roundUp(std::size_t size, std::size_t step) {
  return (size + step - 1) / step * step;
}

// Locked, zeroed, kept out of core files, an unreadable page on either side.
Byte* mapLocked(std::size_t size) {
  const std::size_t page = pageSize();
  void* whole = mmap(nullptr, size + 2 * page, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (whole == MAP_FAILED) endWithout("no memory is left for keys, so the program ends; what was saved is safe");
  Byte* inner = static_cast<Byte*>(whole) + page;
  if (mprotect(inner, size, PROT_READ | PROT_WRITE) != 0)
    endWithout("no memory is left for keys, so the program ends; what was saved is safe");
  if (mlock(inner, size) != 0)
    endWithout(
        "the machine does not let this program keep keys out of the swap space (raise RLIMIT_MEMLOCK, ulimit -l, to 8 MiB or "
        "more), "
        "so the program ends; what was saved is safe");
  madvise(inner, size, MADV_DONTDUMP);
  return inner;
}

void unmapLocked(Byte* inner, std::size_t size) {
  const std::size_t page = pageSize();
  munlock(inner, size);
  munmap(inner - page, size + 2 * page);
}

// A mapping of its own for each key would cost five system calls and a locked page apiece. Small secrets share locked slabs, one
// list of free slots a size; bookkeeping lies outside the slabs, and a word behind each secret tells of a write past its end.
class LockedPool {
 public:
  LockedPool() { randombytes_buf(canary_, sizeof(canary_)); }

  Byte* take(std::size_t size) {
    const std::size_t index = classOf(size);
    Byte* slot = nullptr;
    {
      std::lock_guard lock(mutex_);
      if (index == kClasses) {
        const std::size_t mapped = roundUp(size + kCanaryBytes, pageSize());
        slot = mapLocked(mapped);
        locked_ += mapped;
      } else {
        if (free_[index].empty()) addSlab(index);
        slot = free_[index].back();
        free_[index].pop_back();
      }
    }
    std::memcpy(slot + size, canary_, kCanaryBytes);
    return slot;
  }

  void giveBack(Byte* slot, std::size_t size) noexcept {
    if (std::memcmp(slot + size, canary_, kCanaryBytes) != 0)
      endWithout("memory that holds a key was damaged, so the program ends");
    sodium_memzero(slot, size + kCanaryBytes);
    const std::size_t index = classOf(size);
    std::lock_guard lock(mutex_);
    if (index == kClasses) {
      const std::size_t mapped = roundUp(size + kCanaryBytes, pageSize());
      unmapLocked(slot, mapped);
      locked_ -= mapped;
    } else {
      free_[index].push_back(slot);  // never allocates: addSlab reserved a place for every slot
    }
  }

  std::size_t locked() {
    std::lock_guard lock(mutex_);
    return locked_;
  }

 private:
  static constexpr std::size_t kCanaryBytes = 16;
  static constexpr std::size_t kSlabBytes = 64 * 1024;
  static constexpr std::size_t kStrides[] = {48, 80, 128, 256, 512, 1024, 2048, 4096, 8192, 16384};
  static constexpr std::size_t kClasses = std::size(kStrides);

  static std::size_t classOf(std::size_t size) {
    return static_cast<std::size_t>(std::lower_bound(std::begin(kStrides), std::end(kStrides), size + kCanaryBytes) -
                                    std::begin(kStrides));
  }

  void addSlab(std::size_t index) {
    const std::size_t stride = kStrides[index], count = kSlabBytes / stride;
    made_[index] += count;
    free_[index].reserve(made_[index]);
    Byte* slab = mapLocked(kSlabBytes);
    locked_ += kSlabBytes;
    for (std::size_t i = count; i > 0; --i) free_[index].push_back(slab + (i - 1) * stride);
  }

  std::mutex mutex_;
  std::vector<Byte*> free_[kClasses];
  std::size_t made_[kClasses] = {};
  std::size_t locked_ = 0;
  Byte canary_[kCanaryBytes];
};

// Never destroyed: a secret may outlive every other object of the process.
LockedPool& pool() {
  static LockedPool* const one = [] {
    if (sodium_init() < 0) endWithout("the cryptographic library did not start, so the program ends");
    return new LockedPool;
  }();
  return *one;
}

}  // namespace

std::size_t lockedSecretBytes() {
  return pool().locked();
}

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
  LIMEN_CHECK(size <= kMaxSecretBytes);
  if (size > 0) data_ = pool().take(size);
}

SecretBytes::~SecretBytes() {
  wipe();
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
  if (this != &other) {
    wipe();
    data_ = std::exchange(other.data_, nullptr);
    size_ = std::exchange(other.size_, 0);
  }
  return *this;
}

SecretBytes SecretBytes::random(std::size_t size) {
  SecretBytes out(size);
  randombytes_buf(out.data_, size);
  return out;
}

SecretBytes SecretBytes::copyOf(ByteView bytes) {
  SecretBytes out(bytes.size());
  std::copy(bytes.begin(), bytes.end(), out.data_);
  return out;
}

SecretBytes SecretBytes::clone() const {
  return copyOf({data_, size_});
}

bool SecretBytes::equals(const SecretBytes& other) const {
  return size_ == other.size_ && (size_ == 0 || sodium_memcmp(data_, other.data_, size_) == 0);
}

void SecretBytes::wipe() {
  if (data_ != nullptr) pool().giveBack(data_, size_);
  data_ = nullptr;
  size_ = 0;
}

void wipe(std::span<Byte> bytes) {
  sodium_memzero(bytes.data(), bytes.size());
}

bool hardenProcess() {
  const rlimit none{0, 0};
  rlimit lockable{};
  if (getrlimit(RLIMIT_MEMLOCK, &lockable) == 0) {
    lockable.rlim_cur = lockable.rlim_max;
    setrlimit(RLIMIT_MEMLOCK, &lockable);  // a refusal shows when memory is locked, with a sentence of its own
  }
  return sodium_init() >= 0 && setrlimit(RLIMIT_CORE, &none) == 0 && prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

}  // namespace limen
