// SPDX-License-Identifier: Apache-2.0
// A folder of shell scripts that stand for the carrier's children, and of what they wrote.
#pragma once

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "core/check.h"

namespace limen {

struct ScriptFolder {
  ScriptFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "limen-scripts-XXXXXX").string();
    LIMEN_CHECK(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~ScriptFolder() { std::filesystem::remove_all(path); }
  void script(const std::string& name, const std::string& lines) const {
    std::ofstream(path / name) << "#!/bin/sh\nhome=$2\n" << lines;
    std::filesystem::permissions(path / name, std::filesystem::perms::owner_all);
  }
  std::string read(const std::string& name) const {
    std::ostringstream all;
    all << std::ifstream(path / name).rdbuf();
    return all.str();
  }
  std::filesystem::path path;
};

}  // namespace limen
