// SPDX-License-Identifier: Apache-2.0
// One line a fact on standard error: "level room: message key=value". Facts and ids only; answers, names, places and keys
// have no way in, because a field is a number or an id in hex and the message is a literal.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>

namespace limen {

struct LogField {
  const char* key;
  std::string value;
  template <class N>
    requires std::is_integral_v<N>
  LogField(const char* k, N number) : key(k), value(std::to_string(number)) {}
  template <class IdType>
    requires requires(const IdType& id) { id.hex(); }
  LogField(const char* k, const IdType& id) : key(k), value(id.hex()) {}
  // The name of an error's cause: a compile-time word of ours.
  static LogField cause(std::string_view name) { return LogField(name); }

 private:
  explicit LogField(std::string_view name) : key("cause"), value(name) {}
};

enum class LogLevel { info, warning, error };
void logFact(LogLevel level, const char* room, const char* message, std::initializer_list<LogField> fields = {});

}  // namespace limen
