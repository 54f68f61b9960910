// SPDX-License-Identifier: Apache-2.0
#include "disk.h"

#include <sqlite3.h>

#include <cerrno>
#include <fstream>
#include <iterator>
#include <new>

#include "core/check.h"
#include "store/library_memory.h"

namespace limen::simulation {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t kSector = 512;

std::map<std::string, Machine*>& machines() {
  static std::map<std::string, Machine*> all;
  return all;
}

Machine* machineOf(const char* path) {
  if (path == nullptr) return nullptr;
  const auto at = machines().find(fs::path(path).parent_path().string());
  return at == machines().end() ? nullptr : at->second;
}

sqlite3_vfs* real() {
  static sqlite3_vfs* const found = sqlite3_vfs_find("unix");
  return found;
}

std::string contentOf(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void put(std::string& content, std::uint64_t offset, std::string_view data) {
  if (content.size() < offset + data.size()) content.resize(offset + data.size());
  content.replace(offset, data.size(), data);
}

}  // namespace

struct SimFile {
  sqlite3_file base;
  const char* path;
  Machine* machine;
  bool tracked;  // the database and its log; the index of the log is rebuilt after a cut

  sqlite3_file* inner() { return reinterpret_cast<sqlite3_file*>(this + 1); }
  static SimFile& of(sqlite3_file* file) { return *reinterpret_cast<SimFile*>(file); }
  static const sqlite3_io_methods* through(sqlite3_file* file) { return of(file).inner()->pMethods; }
  static bool off(sqlite3_file* file) { return of(file).machine != nullptr && of(file).machine->cut_; }
  static bool changes(sqlite3_file* file) { return of(file).machine == nullptr || of(file).machine->change(); }
  static std::vector<Machine::Pending>* pending(sqlite3_file* file) {
    return of(file).tracked ? &of(file).machine->image(of(file).path).pending : nullptr;
  }

  static int close(sqlite3_file* file) { return through(file)->xClose(of(file).inner()); }
  static int read(sqlite3_file* file, void* out, int amount, sqlite3_int64 offset) {
    return off(file) ? SQLITE_IOERR_READ : through(file)->xRead(of(file).inner(), out, amount, offset);
  }
  static int write(sqlite3_file* file, const void* data, int amount, sqlite3_int64 offset) {
    if (of(file).machine != nullptr && of(file).machine->full_) return SQLITE_FULL;
    if (!changes(file)) return SQLITE_IOERR_WRITE;
    if (auto* waiting = pending(file))
      waiting->push_back({false, static_cast<std::uint64_t>(offset),
                          std::string(static_cast<const char*>(data), static_cast<std::size_t>(amount))});
    return through(file)->xWrite(of(file).inner(), data, amount, offset);
  }
  static int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (!changes(file)) return SQLITE_IOERR_TRUNCATE;
    if (auto* waiting = pending(file)) waiting->push_back({true, static_cast<std::uint64_t>(size), {}});
    return through(file)->xTruncate(of(file).inner(), size);
  }
  static int sync(sqlite3_file* file, int) {
    if (!changes(file)) return SQLITE_IOERR_FSYNC;
    if (!of(file).tracked) return SQLITE_OK;
    Machine::Image& image = of(file).machine->image(of(file).path);
    for (const Machine::Pending& one : image.pending) {
      if (one.truncation) {
        image.synced.resize(one.offset);
      } else {
        put(image.synced, one.offset, one.data);
      }
    }
    image.existed = true;
    image.pending.clear();
    return SQLITE_OK;
  }
  static int size(sqlite3_file* file, sqlite3_int64* out) { return through(file)->xFileSize(of(file).inner(), out); }
  static int lock(sqlite3_file* file, int level) { return through(file)->xLock(of(file).inner(), level); }
  static int unlock(sqlite3_file* file, int level) { return through(file)->xUnlock(of(file).inner(), level); }
  static int reserved(sqlite3_file* file, int* out) { return through(file)->xCheckReservedLock(of(file).inner(), out); }
  static int control(sqlite3_file* file, int op, void* argument) { return through(file)->xFileControl(of(file).inner(), op, argument); }
  static int sector(sqlite3_file* file) { return through(file)->xSectorSize(of(file).inner()); }
  static int traits(sqlite3_file*) { return 0; }  // promises nothing: no atomic writes, no safe appends
  static int shmMap(sqlite3_file* file, int page, int bytes, int extend, void volatile** out) {
    return through(file)->xShmMap(of(file).inner(), page, bytes, extend, out);
  }
  static int shmLock(sqlite3_file* file, int offset, int n, int flags) { return through(file)->xShmLock(of(file).inner(), offset, n, flags); }
  static void shmBarrier(sqlite3_file* file) { through(file)->xShmBarrier(of(file).inner()); }
  static int shmUnmap(sqlite3_file* file, int remove) { return through(file)->xShmUnmap(of(file).inner(), remove); }

  static const sqlite3_io_methods* methods() {
    static const sqlite3_io_methods all{2,        &close,  &read,   &write,  &truncate, &sync,       &size,     &lock,   &unlock, &reserved,
                                        &control, &sector, &traits, &shmMap, &shmLock,  &shmBarrier, &shmUnmap, nullptr, nullptr};
    return &all;
  }
};

struct SimVfs {
  static int open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* outFlags) {
    auto& own = *new (file) SimFile{};
    own.path = name;
    own.machine = machineOf(name);
    if (own.machine != nullptr && own.machine->cut_) return SQLITE_CANTOPEN;
    own.tracked = own.machine != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL)) != 0;
    if (own.tracked) own.machine->image(name);
    const int code = real()->xOpen(real(), name, own.inner(), flags, outFlags);
    if (code == SQLITE_OK) file->pMethods = SimFile::methods();
    if (code == SQLITE_OK && own.tracked) own.machine->image(name).exists = true;
    return code;
  }
  static int remove(sqlite3_vfs*, const char* name, int syncFolder) {
    if (Machine* machine = machineOf(name)) {
      if (!machine->change()) return SQLITE_IOERR_DELETE;
      Machine::Image& image = machine->image(name);
      image.exists = false;
      if (syncFolder != 0) image = {};
    }
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
      out.szOsFile = static_cast<int>(sizeof(SimFile)) + real()->szOsFile;
      out.mxPathname = real()->mxPathname;
      out.zName = "limen-simulation";
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

Machine::Machine(fs::path folder) : folder_(std::move(folder)) {
  machines()[folder_.string()] = this;
}

Machine::~Machine() {
  machines().erase(folder_.string());
}

void Machine::cutAt(std::uint64_t nth) {
  changes_ = 0;
  cutAt_ = nth;
}

bool Machine::change() {
  if (cut_) return false;
  if (++changes_ == cutAt_) cut_ = true;
  return !cut_;
}

Machine::Image& Machine::image(const std::string& path) {
  const auto [found, fresh] = images_.try_emplace(path);
  if (fresh && fs::exists(path)) {
    found->second.existed = found->second.exists = true;
    found->second.synced = contentOf(path);
  }
  return found->second;
}

void Machine::comeBack(Random& random) {
  for (auto& [path, image] : images_) {
    // A file made or removed without a sync of its folder may be there or not.
    const bool there = image.existed == image.exists ? image.exists : random.below(2) == 0;
    std::string content = std::move(image.synced);
    for (const Pending& one : image.pending) {
      const std::uint64_t fate = random.below(3);  // lost, whole, or some of its sectors
      if (fate == 0) continue;
      if (one.truncation) {
        if (fate == 1) content.resize(one.offset);
        continue;
      }
      for (std::size_t at = 0; at < one.data.size(); at += kSector)
        if (fate == 1 || random.below(2) == 0)
          put(content, one.offset + at, std::string_view(one.data).substr(at, std::min(kSector, one.data.size() - at)));
    }
    fs::remove(path + "-shm");
    if (there) {
      std::ofstream out(path, std::ios::binary | std::ios::trunc);
      out.write(content.data(), static_cast<std::streamsize>(content.size()));
    } else {
      fs::remove(path);
    }
  }
  images_.clear();
  cut_ = full_ = false;
  cutAt_ = 0;
}

void useSimulatedDisks() {
  LIMEN_CHECK(takeOverLibraryMemory());  // before the library's first use
  LIMEN_CHECK(sqlite3_initialize() == SQLITE_OK && sqlite3_vfs_register(SimVfs::vfs(), 1) == SQLITE_OK);
}

}  // namespace limen::simulation
