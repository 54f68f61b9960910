// SPDX-License-Identifier: Apache-2.0
#include "core/log.h"

#include <cstdio>

namespace limen {

void logFact(LogLevel level, const char* room, const char* message, std::initializer_list<LogField> fields) {
  static constexpr const char* kNames[] = {"info", "warning", "error"};
  std::string line = std::string(kNames[static_cast<int>(level)]) + ' ' + room + ": " + message;
  for (const LogField& field : fields) line += std::string(" ") + field.key + '=' + field.value;
  line += '\n';
  std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace limen
