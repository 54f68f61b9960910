// SPDX-License-Identifier: Apache-2.0
#include <iostream>

#include "ctl/commands.h"
#include "ctl/handed_over.h"
#include "station/passphrase.h"

namespace limen {

namespace {

struct Options {};

void declare(CLI::App&, Options&) {}

Outcome run(const Options&, Tools&) {
  handOver(suggestPassphrase());
  std::cerr << kSuggestedWords << " words, " << kSuggestedBits << " bits.\n";
  return ExitCode::done;
}

}  // namespace

void addPassphraseSuggest(CLI::App& passphrase, Chosen& chosen) {
  addCommand(passphrase, chosen,
             {"suggest", "Print a passphrase of six made-up words (72 bits)", "limenctl passphrase suggest", "0 printed, 2 usage"}, &declare,
             &run);
}

}  // namespace limen
