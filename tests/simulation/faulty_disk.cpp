// SPDX-License-Identifier: Apache-2.0
#include "faulty_disk.h"

#include <sqlite3.h>

#include <atomic>
#include <cerrno>
#include <fstream>
#include <iterator>
#include <new>

#include "core/check.h"
#include "store/library_memory.h"

namespace limen::test {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;
FaultyDisk* theDisk = nullptr;

sqlite3_vfs* real() {
  static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
  return found;
}

std::string contentOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

std::atomic<std::uint64_t> allocated{0}, failAllocation{0};
std::atomic<bool> allocationFailed{false};
sqlite3_mem_methods plainMemory;

bool outOfMemory() {
  if (++allocated != failAllocation) return false;
  allocationFailed = true;
  return true;
}

// Before SQLCipher is first used, around the memory that the store gives it.
const bool installed = [] {
  LIMEN_CHECK(takeOverLibraryMemory());
  LIMEN_CHECK(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &plainMemory) == SQLITE_OK);
  sqlite3_mem_methods counted = plainMemory;
  counted.xMalloc = [](int size) -> void* { return outOfMemory() ? nullptr : plainMemory.xMalloc(size); };
  counted.xRealloc = [](void* old, int size) -> void* { return outOfMemory() ? nullptr : plainMemory.xRealloc(old, size); };
  return sqlite3_config(SQLITE_CONFIG_MALLOC, &counted) == SQLITE_OK;
}();

}  // namespace

struct FaultyFile {
  sqlite3_file base;
  const char* path;
  bool tracked;  // the database and its log; the index of the log is rebuilt after a cut

  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static FaultyFile& of(sqlite3_file* file) { return *reinterpret_cast<FaultyFile*>(file); }
  static const sqlite3_io_methods* through(sqlite3_file* file) { return of(file).inner()->pMethods; }

  static int close(sqlite3_file* file) { return through(file)->xClose(of(file).inner()); }
  static int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    if (theDisk->cut_ || theDisk->fails(FaultyDisk::Act::read)) return SQLITE_IOERR_READ;
    return through(file)->xRead(of(file).inner(), out, amount, offset);
  }
  static int write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    if (theDisk->fails(FaultyDisk::Act::full)) return SQLITE_FULL;
    if (theDisk->fails(FaultyDisk::Act::write) || !theDisk->change()) return SQLITE_IOERR_WRITE;
    if (of(file).tracked)
      theDisk->image(of(file).path).pending.push_back({FaultyDisk::Pending::Kind::write, static_cast<std::uint64_t>(offset),
                                                       std::string(static_cast<const char*>(data), static_cast<std::size_t>(amount))});
    return through(file)->xWrite(of(file).inner(), data, amount, offset);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (theDisk->fails(FaultyDisk::Act::truncate) || !theDisk->change()) return SQLITE_IOERR_TRUNCATE;
    if (of(file).tracked)
      theDisk->image(of(file).path).pending.push_back({FaultyDisk::Pending::Kind::truncate, static_cast<std::uint64_t>(size), {}});
    return through(file)->xTruncate(of(file).inner(), size);
  }
  // Nothing is asked of the real disk: what a sync means is kept here, and ten thousand of them cost no time.
  static int sync(sqlite3_file* file, int) {
    if (theDisk->fails(FaultyDisk::Act::sync) || !theDisk->change()) return SQLITE_IOERR_FSYNC;
    if (of(file).tracked) {
      FaultyDisk::Image& image = theDisk->image(of(file).path);
      image.synced = contentOf(of(file).path);
      image.existed = true;
      image.pending.clear();
    }
    return SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* out) { return through(file)->xFileSize(of(file).inner(), out); }
  static int lock(sqlite3_file* file, int level) { return through(file)->xLock(of(file).inner(), level); }
  static int unlock(sqlite3_file* file, int level) { return through(file)->xUnlock(of(file).inner(), level); }
  static int reserved(sqlite3_file* file, int* out) { return through(file)->xCheckReservedLock(of(file).inner(), out); }
  static int control(sqlite3_file* file, int op, void* argument) { return through(file)->xFileControl(of(file).inner(), op, argument); }
  static int sector(sqlite3_file* file) { return through(file)->xSectorSize(of(file).inner()); }
  static int traits(sqlite3_file*) { return 0; }  // promises nothing: no atomic writes, no safe appends
  static int shmMap(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return through(file)->xShmMap(of(file).inner(), page, size, extend, out);
  }
  static int shmLock(sqlite3_file* file, int offset, int n, int flags) { return through(file)->xShmLock(of(file).inner(), offset, n, flags); }
  static void shmBarrier(sqlite3_file* file) { through(file)->xShmBarrier(of(file).inner()); }
  static int shmUnmap(sqlite3_file* file, int remove) { return through(file)->xShmUnmap(of(file).inner(), remove); }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all{2,        &close,    &read,    &write,  &truncate, &sync,    &size,    &lock,       &unlock,  &reserved,
                                        &control, &sector,   &traits,  &shmMap, &shmLock,  &shmBarrier, &shmUnmap, nullptr, nullptr};
    return &all;
  }
};

struct FaultyVfs {
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto& faulty = *new (file) FaultyFile{};
    if (theDisk->fails(FaultyDisk::Act::open)) return SQLITE_CANTOPEN;
    if (theDisk->cut_) return SQLITE_CANTOPEN;
    faulty.path = name;
    faulty.tracked = name != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    if (faulty.tracked) theDisk->image(name);
    const int code = real()->xOpen(real(), name, faulty.inner(), flags, outFlags);
    if (code == SQLITE_OK) file->pMethods = FaultyFile::methods();
    if (code == SQLITE_OK && faulty.tracked) theDisk->image(name).exists = true;
    return code;
  }
  static int remove(sqlite3_vfs*, const char* name, int syncFolder) {
    if (!theDisk->change()) return SQLITE_IOERR_DELETE;
    FaultyDisk::Image& image = theDisk->image(name);
    image.exists = false;
    if (syncFolder != 0) image = {};
    return real()->xDelete(real(), name, 0);
  }
  static int access(sqlite3_vfs*, const char* name, int flags, int* out) { return real()->xAccess(real(), name, flags, out); }
  static int fullName(sqlite3_vfs*, const char* name, int size, char* out) { return real()->xFullPathname(real(), name, size, out); }
  static int randomness(sqlite3_vfs*, int size, char* out) { return real()->xRandomness(real(), size, out); }
  static int pause(sqlite3_vfs*, int microseconds) { return real()->xSleep(real(), microseconds); }
  static int time(sqlite3_vfs*, double* out) { return real()->xCurrentTime(real(), out); }
  static int lastError(sqlite3_vfs*, int, char*) { return EIO; }

  static sqlite3_vfs* vfs() {
    static sqlite3_vfs one = [] {
      sqlite3_vfs out{};
      out.iVersion = 1;
      out.szOsFile = static_cast<int>(sizeof(FaultyFile)) + real()->szOsFile;
      out.mxPathname = real()->mxPathname;
      out.zName = "limen-faults";
      out.xOpen = &open;
      out.xDelete = &remove;
      out.xAccess = &access;
      out.xFullPathname = &fullName;
      out.xRandomness = &randomness;
      out.xSleep = &pause;
      out.xCurrentTime = &time;
      out.xGetLastError = &lastError;
      return out;
    }();
    return &one;
  }
};

const char* FaultyDisk::nameOf(Act act) {
  switch (act) {
    case Act::read:
      return "read";
    case Act::write:
      return "write";
    case Act::sync:
      return "sync";
    case Act::open:
      return "open";
    case Act::truncate:
      return "truncate";
    case Act::full:
      return "write on a full disk";
  }
  return "";
}

FaultyDisk::FaultyDisk() {
  LIMEN_CHECK(installed && theDisk == nullptr && sqlite3_initialize() == SQLITE_OK);
  theDisk = this;
  LIMEN_CHECK(sqlite3_vfs_register(FaultyVfs::vfs(), 1) == SQLITE_OK);
}

FaultyDisk::~FaultyDisk() {
  sqlite3_vfs_unregister(FaultyVfs::vfs());
  LIMEN_CHECK(sqlite3_vfs_register(real(), 1) == SQLITE_OK);
  theDisk = nullptr;
}

void FaultyDisk::failAt(Act act, std::uint64_t nth) {
  counts_ = {};
  failing_ = act;
  failAt_ = nth;
  failed_ = false;
}

void FaultyDisk::heal() {
  failAt_ = cutAt_ = 0;
}

bool FaultyDisk::fails(Act act) {
  const std::uint64_t now = ++counts_[static_cast<std::size_t>(act)];
  if (failAt_ == 0 || act != failing_ || now != failAt_) return false;
  failed_ = true;
  return true;
}

void FaultyDisk::cutAt(std::uint64_t nth) {
  changes_ = 0;
  cutAt_ = nth;
}

bool FaultyDisk::change() {
  if (cut_) return false;
  if (++changes_ == cutAt_) cut_ = true;
  return !cut_;
}

FaultyDisk::Image& FaultyDisk::image(const std::string& path) {
  const std::lock_guard lock(looking_);
  const auto [found, fresh] = images_.try_emplace(path);
  if (fresh && fs::exists(path)) {
    found->second.existed = found->second.exists = true;
    found->second.synced = contentOf(path);
  }
  return found->second;
}

void FaultyDisk::comeBack(Random& random) {
  for (auto& [path, image] : images_) {
    if (!fs::exists(fs::path(path).parent_path())) continue;  // went or moved as a whole
    // A file made or removed without a sync of its folder may be there or not.
    const bool there = image.existed == image.exists ? image.exists : random.below(2) == 0;
    std::string content = image.synced;
    for (const Pending& one : image.pending) {
      const std::uint64_t fate = random.below(3);  // lost, whole, or some of its sectors
      if (fate == 0) continue;
      if (one.kind == Pending::Kind::truncate) {
        if (fate == 1) content.resize(one.offset);
        continue;
      }
      if (content.size() < one.offset + one.data.size()) content.resize(one.offset + one.data.size());
      for (std::size_t at = 0; at < one.data.size(); at += kSector) {
        if (fate == 2 && random.below(2) == 0) continue;
        const std::size_t length = std::min(kSector, one.data.size() - at);
        content.replace(one.offset + at, length, one.data, at, length);
      }
    }
    fs::remove(path + "-shm");
    if (there) {
      std::ofstream out(path, std::ios::binary | std::ios::trunc);
      out.write(content.data(), static_cast<std::streamsize>(content.size()));
      LIMEN_CHECK(static_cast<bool>(out.flush()));
    } else {
      fs::remove(path);
    }
  }
  images_.clear();
  cut_ = false;
  cutAt_ = 0;
}

void FaultyDisk::failMemoryAt(std::uint64_t nth) {
  allocated = 0;
  allocationFailed = false;
  failAllocation = nth;
}
std::uint64_t FaultyDisk::allocations() {
  return allocated;
}
bool FaultyDisk::memoryFailed() {
  return allocationFailed;
}

}  // namespace limen::test
