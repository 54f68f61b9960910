// SPDX-License-Identifier: Apache-2.0
// Vector files: lines "field value value ...", one blank line between vectors, # starts a comment. Bytes are hex, - is nothing.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/bytes.h"
#include "crypto/secret_bytes.h"

namespace limen {

class Vector {
 public:
  using Line = std::vector<std::string>;  // without the field's name
  void add(std::string field, Line values) { lines_.emplace_back(std::move(field), std::move(values)); }
  bool empty() const { return lines_.empty(); }
  std::vector<Line> all(std::string_view field) const;
  const std::string& word(std::string_view field) const;  // the one value of the one line of that name
  Bytes bytes(std::string_view field) const;
  SecretBytes secret(std::string_view field) const;
  std::string text() const;

 private:
  std::vector<std::pair<std::string, Line>> lines_;
};

std::string hexOrDash(ByteView bytes);
Bytes bytesFrom(std::string_view hexOrDash);
std::vector<Vector> readVectors(const char* file);  // "crypto/envelope.txt" of tests/data
void writeVectors(const std::filesystem::path& folder, const char* file, const char* comment, const std::vector<Vector>& vectors);

}  // namespace limen
