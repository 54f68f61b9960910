// SPDX-License-Identifier: Apache-2.0
// What one peer may take of the server. All queues and messages have their bound here.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>

#include "core/clock.h"

namespace limen {

struct ServerLimits {
  std::size_t sessions = 1'000;         // at once
  std::size_t sessionsPerStation = 2;   // a station whose link was cut comes back before the server has noticed
  std::size_t pendingBytes = 2 << 20;   // of one session's runs before the store; beyond it nothing is read
  std::size_t queuedBytes = 512 << 10;  // of pulled runs waiting for one session's link
  std::size_t queuedPictureBytes = 4 << 20;  // of answers about pictures waiting for one session's link; who asks for more is refused
  std::size_t pullBytes = 128 << 10;    // read from the store in one go
  std::size_t streamsPerConnection = 16;
  Milliseconds idle{120'000};  // without a frame either way; a 16 KB run takes 15 s on the slowest link
  Milliseconds handshake{60'000};
  std::chrono::milliseconds lookEvery{1'000};  // how often idle sessions are looked for
  Milliseconds purgeEvery{3'600'000};  // how often what is over its time is looked for
};

}  // namespace limen
