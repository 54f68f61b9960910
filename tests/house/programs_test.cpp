// SPDX-License-Identifier: Apache-2.0
// What the built programs are linked with: read from their dynamic section, as the loader would.
#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <elf.h>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

std::set<std::string> neededLibraries(const fs::path& program) {
  std::ifstream in(program, std::ios::binary);
  const std::vector<char> file((std::istreambuf_iterator<char>(in)), {});
  REQUIRE(file.size() > sizeof(Elf64_Ehdr));
  const auto* header = reinterpret_cast<const Elf64_Ehdr*>(file.data());
  const auto* sections = reinterpret_cast<const Elf64_Shdr*>(file.data() + header->e_shoff);
  std::set<std::string> needed;
  for (int i = 0; i < header->e_shnum; ++i) {
    if (sections[i].sh_type != SHT_DYNAMIC) continue;
    const char* strings = file.data() + sections[sections[i].sh_link].sh_offset;
    const auto* entry = reinterpret_cast<const Elf64_Dyn*>(file.data() + sections[i].sh_offset);
    for (; entry->d_tag != DT_NULL; ++entry)
      if (entry->d_tag == DT_NEEDED) needed.insert(strings + entry->d_un.d_val);
  }
  return needed;
}

bool needs(const fs::path& program, const std::string& start) {
  for (const std::string& library : neededLibraries(program))
    if (library.starts_with(start)) return true;
  return false;
}

std::vector<fs::path> programs() {
  std::vector<fs::path> found;
  for (const char* name : {"limen", "limen-unlock", "limen-session", "limen-preview", "limen-server", "limenctl", "test_store"})
    if (fs::exists(fs::path(LIMEN_BIN_DIR) / name)) found.push_back(fs::path(LIMEN_BIN_DIR) / name);
  return found;
}

}  // namespace

TEST_CASE("no program loads libsqlite3 or QtSql: with them PRAGMA key answers OK and the file is plaintext", "[house]") {
  REQUIRE(programs().size() >= 1);
  for (const fs::path& program : programs()) {
    INFO(program.filename().string());
    CHECK(needs(program, "libc.so"));  // the reading of the dynamic section works
    CHECK_FALSE(needs(program, "libsqlite3"));
    CHECK_FALSE(needs(program, "libsqlcipher"));
    CHECK_FALSE(needs(program, "libQt6Sql"));
  }
}

TEST_CASE("no program holds a bug that the simulator plants; the simulator holds them all", "[house]") {
  const auto holdsBugs = [](const fs::path& program) {
    std::ifstream in(program, std::ios::binary);
    const std::string content((std::istreambuf_iterator<char>(in)), {});
    return content.find("planted:") != std::string::npos || content.find("plantedBug") != std::string::npos;
  };
  for (const fs::path& program : programs()) {
    INFO(program.filename().string());
    CHECK_FALSE(holdsBugs(program));
  }
  const fs::path simulator = fs::path(LIMEN_BIN_DIR) / "limen-simulate";
  if (!fs::exists(simulator)) SKIP("limen-simulate is not built");
  CHECK(holdsBugs(simulator));
}

TEST_CASE("what can read cannot talk, and what can talk has no window", "[house]") {
  const fs::path bin = LIMEN_BIN_DIR;
  REQUIRE(fs::exists(bin / "limen"));
  CHECK_FALSE(needs(bin / "limen", "libQt6"));
  CHECK(needs(bin / "limen", "libgrpc"));
  for (const char* name : {"limen-unlock", "limen-session", "limen-preview"}) {
    INFO(name);
    CHECK(needs(bin / name, "libQt6Widgets"));
    CHECK_FALSE(needs(bin / name, "libgrpc"));
    CHECK_FALSE(needs(bin / name, "libQt6Network"));
  }
}

TEST_CASE("no program can measure a face, a finger or a voice", "[house]") {
  REQUIRE(programs().size() >= 6);
  for (const fs::path& program : programs()) {
    INFO(program.filename().string());
    for (const char* library : {"libopencv", "libdlib", "libfprint", "libtensorflow", "libonnxruntime", "libtorch", "libQt6Multimedia",
                                "libavcodec", "libgstreamer", "libv4l", "libpcl", "libtesseract", "libvosk", "libpocketsphinx"})
      CHECK_FALSE(needs(program, library));
  }
}
