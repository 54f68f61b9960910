// SPDX-License-Identifier: Apache-2.0
#include "app/carrier/orders_watch.h"

#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>

#include "core/log.h"

namespace limen {

OrdersWatch::OrdersWatch(std::filesystem::path home, const Clock& clock, Random& random)
    : home_(std::move(home)), clock_(clock), random_(random), event_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { run(); }) {}

OrdersWatch::~OrdersWatch() {
  {
    const std::lock_guard lock(mutex_);
    ending_ = true;
    if (network_.source) network_.source->cancel();
  }
  changed_.notify_all();
  thread_.join();
  if (event_ >= 0) ::close(event_);
}

void OrdersWatch::use(OrdersNetwork network) {
  {
    const std::lock_guard lock(mutex_);
    if (network_.source && network_.source != network.source) network_.source->cancel();
    network_ = std::move(network);
    asked_ = network_.source != nullptr;
  }
  changed_.notify_all();
}

void OrdersWatch::ask() {
  {
    const std::lock_guard lock(mutex_);
    asked_ = true;
  }
  changed_.notify_all();
}

Milliseconds OrdersWatch::waitAfter(int failures, Random& random) {
  Milliseconds wait = kOrdersEvery;
  if (failures > 0) wait = std::min<Milliseconds>(kOrdersEvery, kOrdersFirstRetry * (1LL << std::min(failures - 1, 10)));
  const auto quarter = static_cast<std::uint64_t>(wait.count() / 4);
  return wait - Milliseconds(quarter) + Milliseconds(random.below(2 * quarter + 1));
}

void OrdersWatch::answerAgain(OrdersSource& source) {
  WipeAnswer taken;
  taken.set_order(std::string(textOf(unanswered_->bytes())));
  taken.set_state(WipeAnswer::TAKEN);
  if (source.answer(taken)) unanswered_.reset();
}

void OrdersWatch::run() {
  for (;;) {
    OrdersNetwork network;
    {
      std::unique_lock lock(mutex_);
      const auto wanted = [this] { return ending_ || asked_; };
      if (network_.source)
        changed_.wait_for(lock, waitAfter(failures_, random_), wanted);
      else
        changed_.wait(lock, wanted);
      if (ending_) return;
      asked_ = false;
      network = network_;
    }
    if (!network.source) continue;
    if (unanswered_) {
      answerAgain(*network.source);
      failures_ = unanswered_ ? failures_ + 1 : 0;
      continue;
    }
    const auto taken = takeWipeOrder(*network.source, {home_, network.certificate, network.directoryHeld}, clock_.now());
    const bool unheard = !taken && taken.error().room() == roomOf(TransportError::cut);
    failures_ = unheard ? failures_ + 1 : 0;
    if (!taken && !unheard) logFact(LogLevel::warning, "carrier", "an order was not obeyed", {LogField::cause(taken.error().name())});
    if (!taken || !*taken) continue;
    if (!(*taken)->answered) unanswered_ = (*taken)->order;
    const std::uint64_t one = 1;
    if (::write(event_, &one, sizeof one) != sizeof one) logFact(LogLevel::error, "carrier", "an order waits for the next start");
  }
}

}  // namespace limen
