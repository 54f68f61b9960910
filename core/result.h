// SPDX-License-Identifier: Apache-2.0
// Result<T>: what a function returns that may fail in ordinary life. Member names are those of std::expected.
// The error names a cause from the room's own enum; `context` says where (a file's role, a sheet and row), never an answer,
// a person's name or a key. Sentences for people are made from causes in app/ and ctl/.
#pragma once

#include <concepts>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <variant>

#include "core/check.h"

namespace limen {

// A room's enum of causes has, beside it and in the same namespace,
//   constexpr std::string_view roomOf(SealError) { return "seal"; }
//   constexpr std::string_view nameOf(SealError);   // the enumerator's own name
template <class E>
concept ErrorCause = std::is_enum_v<E> && requires(E cause) {
  { roomOf(cause) } -> std::convertible_to<std::string_view>;
  { nameOf(cause) } -> std::convertible_to<std::string_view>;
};

class Error {
 public:
  template <ErrorCause E>
  Error(E cause, std::string context = {})
      : room_(roomOf(cause)), name_(nameOf(cause)), code_(static_cast<int>(cause)), context_(std::move(context)) {}

  template <ErrorCause E>
  bool is(E cause) const {
    return room_ == roomOf(cause) && code_ == static_cast<int>(cause);
  }
  std::string_view room() const { return room_; }
  std::string_view name() const { return name_; }
  const std::string& context() const { return context_; }

  friend bool operator==(const Error& a, const Error& b) { return a.room_ == b.room_ && a.code_ == b.code_; }

 private:
  std::string_view room_;
  std::string_view name_;
  int code_;
  std::string context_;
};

template <class E = Error>
struct Unexpected {
  E value;
};

inline Unexpected<Error> unexpected(Error error) { return {std::move(error)}; }
template <ErrorCause E>
Unexpected<Error> unexpected(E cause, std::string context = {}) {
  return {Error(cause, std::move(context))};
}

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;
  Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
  Result(Unexpected<Error> error) : state_(std::in_place_index<1>, std::move(error.value)) {}

  bool has_value() const { return state_.index() == 0; }
  explicit operator bool() const { return has_value(); }
  T& value() & { LIMEN_CHECK(has_value()); return std::get<0>(state_); }
  const T& value() const& { LIMEN_CHECK(has_value()); return std::get<0>(state_); }
  T&& value() && { LIMEN_CHECK(has_value()); return std::get<0>(std::move(state_)); }
  T& operator*() & { return value(); }
  const T& operator*() const& { return value(); }
  T&& operator*() && { return std::move(*this).value(); }
  T* operator->() { return &value(); }
  const T* operator->() const { return &value(); }
  const Error& error() const { LIMEN_CHECK(!has_value()); return std::get<1>(state_); }
  template <class U>
  T value_or(U&& other) const& { return has_value() ? value() : static_cast<T>(std::forward<U>(other)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;
  Result() = default;
  Result(Unexpected<Error> error) : error_(std::move(error.value)) {}

  bool has_value() const { return !error_; }
  explicit operator bool() const { return has_value(); }
  void value() const { LIMEN_CHECK(has_value()); }
  const Error& error() const { LIMEN_CHECK(!has_value()); return *error_; }

 private:
  std::optional<Error> error_;
};

}  // namespace limen

// LIMEN_TRY(expression): leaves the function with the error if there is one (for Result<void>, or when the value is not needed).
#define LIMEN_TRY(expression)                                              \
  do {                                                                     \
    if (auto limenTried = (expression); !limenTried)                       \
      return ::limen::unexpected(std::move(limenTried).error());           \
  } while (false)

// LIMEN_ASSIGN(auto x, expression): x takes the value, or the function returns the error.
#define LIMEN_ASSIGN(declaration, expression) LIMEN_ASSIGN_LINE(declaration, expression, __LINE__)
#define LIMEN_ASSIGN_LINE(declaration, expression, line) LIMEN_ASSIGN_AT(declaration, expression, line)
#define LIMEN_ASSIGN_AT(declaration, expression, line) LIMEN_ASSIGN_AS(declaration, expression, limenResult##line)
#define LIMEN_ASSIGN_AS(declaration, expression, name)     \
  auto name = (expression);                                \
  if (!name) return ::limen::unexpected(name.error());     \
  declaration = std::move(name).value()
