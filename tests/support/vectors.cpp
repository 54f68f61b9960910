// SPDX-License-Identifier: Apache-2.0
#include "tests/support/vectors.h"

#include <catch2/catch_test_macros.hpp>
#include <sstream>

#include "core/files.h"

namespace limen {

std::vector<Vector::Line> Vector::all(std::string_view field) const {
  std::vector<Line> out;
  for (const auto& [name, values] : lines_)
    if (name == field) out.push_back(values);
  return out;
}

const std::string& Vector::word(std::string_view field) const {
  for (const auto& [name, values] : lines_)
    if (name == field && values.size() == 1) return values[0];
  FAIL("a vector lacks the field " << field);
  throw 0;
}

Bytes Vector::bytes(std::string_view field) const {
  return bytesFrom(word(field));
}
SecretBytes Vector::secret(std::string_view field) const {
  return SecretBytes::copyOf(bytes(field));
}

std::string Vector::text() const {
  std::string out;
  for (const auto& [name, values] : lines_) {
    out += name;
    for (const std::string& value : values) out += ' ' + value;
    out += '\n';
  }
  return out;
}

std::string hexOrDash(ByteView bytes) {
  return bytes.empty() ? "-" : toHex(bytes);
}

Bytes bytesFrom(std::string_view text) {
  if (text == "-") return {};
  auto bytes = fromHex(text);
  REQUIRE(bytes);
  return std::move(*bytes);
}

std::vector<Vector> readVectors(const char* file) {
  const auto content = readFile(std::filesystem::path(LIMEN_SOURCE_DIR) / "tests/data" / file, 1 << 20);
  REQUIRE(content);
  std::vector<Vector> out;
  Vector current;
  std::istringstream lines{std::string(textOf(*content))};
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with('#')) continue;
    if (line.empty()) {
      if (!current.empty()) out.push_back(std::exchange(current, {}));
      continue;
    }
    std::istringstream words(line);
    std::string field;
    words >> field;
    Vector::Line values;
    for (std::string word; words >> word;) values.push_back(word);
    current.add(std::move(field), std::move(values));
  }
  if (!current.empty()) out.push_back(std::move(current));
  return out;
}

void writeVectors(const std::filesystem::path& folder, const char* file, const char* comment,
                  const std::vector<Vector>& vectors) {
  std::string text =
      std::string("# SPDX-License-Identifier: Apache-2.0\n# ") + comment + "\n# The keys in here protect nothing.\n";
  for (const Vector& vector : vectors) text += '\n' + vector.text();
  REQUIRE(writeFile(folder / file, bytesOf(text), Access::everyoneReads));
}

}  // namespace limen
