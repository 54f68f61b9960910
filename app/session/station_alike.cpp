// SPDX-License-Identifier: Apache-2.0
// Who may be the same person, on the store's thread: what takes long is done a piece at a time, so that a saved answer waits for
// one.
#include "app/session/station_model.h"
#include "core/log.h"

namespace limen {
namespace {
constexpr std::uint32_t kPrintsAtOnce = 2'000;
constexpr std::uint32_t kOpenedAtOnce = 32;

void warn(const Error& error) {
  logFact(LogLevel::warning, "session", "duplicates were not looked for", {LogField::cause(error.name())});
}
}  // namespace

// A suggestion that fails keeps nobody from asking on: it is in the log, and there is none.
void StationModel::lookAlike(const DraftId& draft) {
  onStore([this, draft] {
    if (!intake_ || intake_->draft() != draft) return;
    if (!search_) {
      auto begun = DuplicateSearch::begin(*vault_);
      if (!begun) return warn(begun.error());
      search_.emplace(std::move(*begun));
    }
    const auto more = search_->more(kPrintsAtOnce);
    if (more && *more) return lookAlike(draft);
    const auto people = more ? search_->people(*intake_) : Result<std::vector<AlikePerson>>(unexpected(more.error()));
    if (!people) {
      search_.reset();
      return warn(people.error());
    }
    deliver([this, draft, people = *people] { emit alikeFound(draft, people); });
  });
}

void StationModel::sayAlike(const DraftId& draft, const Alike& other, AlikeWord word) {
  onStore([this, draft, other, word] {
    const auto act = [&]() -> Result<std::vector<AlikePerson>> {
      if (!intake_ || intake_->draft() != draft || !search_) return unexpected(StoreError::notFound);
      LIMEN_TRY(search_->say(*intake_, other, word));
      return search_->people(*intake_);
    };
    const auto people = act();
    if (!people) return deliver([this, error = people.error()] { emit alikeFailed(error); });
    deliver([this, draft, people = *people] { emit alikeFound(draft, people); });
  });
}

void StationModel::listAlike() {
  onStore([this] {
    auto begun = DuplicateSweep::begin(*vault_);
    if (!begun) return deliver([this, error = begun.error()] { emit alikeFailed(error); });
    sweep_.emplace(std::move(*begun));
    sweepOn();
  });
}

void StationModel::sweepOn() {
  onStore([this] {
    if (cancelled_ || !sweep_) return;
    const auto more = sweep_->more(kOpenedAtOnce);
    if (!more) return deliver([this, error = more.error()] { emit alikeFailed(error); });
    if (*more) return sweepOn();
    tellAlike();
  });
}

void StationModel::tellAlike() {
  auto pairs = sweep_->pairs();
  if (!pairs) return deliver([this, error = pairs.error()] { emit alikeFailed(error); });
  deliver([this, pairs = std::move(*pairs)] { emit alikeListed(pairs); });
}

void StationModel::decideAlike(const RecordId& one, const RecordId& other, AlikeWord word) {
  onStore([this, one, other, word] {
    const auto said = limen::sayAlike(*vault_, one, other, word);
    if (!said) return deliver([this, error = said.error()] { emit alikeFailed(error); });
    if (sweep_) tellAlike();
  });
}

}  // namespace limen
