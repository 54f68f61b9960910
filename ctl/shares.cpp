// SPDX-License-Identifier: Apache-2.0
#include "ctl/shares.h"

#include <ctime>
#include <iostream>

#include "core/files.h"

namespace limen {

namespace {

constexpr std::size_t kShareBytes = 32;

std::string minuteOf(std::int64_t ms) {
  const std::time_t seconds = ms / 1000;
  std::tm parts{};
  char text[32];
  if (::gmtime_r(&seconds, &parts) == nullptr || std::strftime(text, sizeof text, "%Y-%m-%d %H:%M UTC", &parts) == 0) return "?";
  return text;
}

}  // namespace

void declareShares(CLI::App& command, ShareOptions& options) {
  command.add_option("--share", options.files, "a recovery holder's share; once for each holder")
      ->type_name("FILE")
      ->expected(1)
      ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

Result<std::vector<BoxKeys>> readShares(const ShareOptions& options) {
  std::vector<BoxKeys> out;
  for (std::size_t i = 0; i < options.files.size(); ++i) {
    const std::string which = "share " + std::to_string(i + 1);
    auto bytes = readFile(options.files[i], kShareBytes);
    if (!bytes && bytes.error().is(FileError::tooLarge)) return unexpected(KeyError::malformed, which);
    if (!bytes) return unexpected(bytes.error());
    const SecretBytes secret = SecretBytes::copyOf(*bytes);
    wipe(*bytes);
    auto keys = secret.size() == kShareBytes ? BoxKeys::fromSecret(secret) : Result<BoxKeys>(unexpected(KeyError::malformed));
    if (!keys) return unexpected(KeyError::malformed, which);
    out.push_back(std::move(*keys));
  }
  return out;
}

void printFacts(const BackupFacts& facts) {
  std::cout << "station " << facts.station.hex() << ", made " << minuteOf(facts.madeMs) << ", " << facts.own
            << " changes captured here, " << facts.waiting << " of them not confirmed, log of " << facts.logEntries << " entries\n";
}

}  // namespace limen
