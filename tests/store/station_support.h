// SPDX-License-Identifier: Apache-2.0
// A synthetic station: sealed revisions without answers in them, finished and pulled.
#pragma once

#include "store/station_store.h"
#include "support.h"

namespace limen::test {

inline Bytes sealedBytes(Random& random, const RecordId& record, std::uint64_t counter, std::size_t size = 400) {
  RevisionHeader header;
  header.record = record;
  header.id = {WriterId::make(random), counter};
  header.shift = ShiftId::make(random);
  header.parts = 1;
  Bytes ciphertext(size);
  random.fill(ciphertext);
  ByteWriter out;
  out.sized(header.serialise()).u8(0).sized(ciphertext);
  return out.take();
}
inline SealedRevision sealed(Random& random, const RecordId& record, std::uint64_t counter = 1, std::size_t size = 400) {
  return must(SealedRevision::parse(sealedBytes(random, record, counter, size)));
}

inline AuditAct auditAct(std::string act) {
  AuditAct out;
  out.actor.value.fill(0xa1);
  out.act = std::move(act);
  out.result = "ok";
  out.wallMs = 1'795'000'000'000;
  out.trustedMs = 1'795'000'000'001;
  return out;
}

class Officer {
 public:
  Officer(Random& random, StationStore& store)
      : random_(random), store_(store), station_(StationId::make(random)), scope_(ScopeId::make(random)) {}

  FinishedRecord form(const SealedRevision& revision, std::string text) {
    FinishedRecord record;
    record.scope = scope_;
    record.form = "arrival";
    record.revision = &revision;
    random_.fill(record.seed);
    record.erasureParts = {{std::uint8_t{0}, erasurePart(record.seed, "operational")}};
    record.operational = {{"given_name", text}};
    record.summary = std::move(text);
    record.savedMs = ++now_;
    record.audit = auditAct("record.finish");
    return record;
  }
  RecordId finish(std::string text) {
    const RecordId record = RecordId::make(random_);
    amend(record, std::move(text));
    return record;
  }
  std::uint64_t amend(const RecordId& record, std::string text) {
    const SealedRevision revision = sealed(random_, record);
    return must(store_.finish(station_, form(revision, std::move(text))));
  }
  void confirm(std::uint64_t first, std::uint64_t last, bool safe, std::uint64_t number = 0) {
    must(store_.confirm(station_, {{scope_, first, last, number, safe}}));
  }
  const StationId& station() const { return station_; }
  const ScopeId& scope() const { return scope_; }

 private:
  Random& random_;
  StationStore& store_;
  StationId station_;
  ScopeId scope_;
  std::int64_t now_ = 1'795'000'000'000;
};

// Another station's chain of real envelopes, cut into runs for the station and for the server alike.
class PulledChain {
 public:
  PulledChain(Random& random, const ScopeId& scope, std::size_t length)
      : station_(StationId::make(random)), scope_(scope), links_(1) {
    for (std::size_t i = 1; i <= length; ++i) {
      revisions_.push_back(sealed(random, RecordId::make(random), i, 400));
      links_.push_back(chainStep(links_.back(), revisions_.back().hash()));
    }
  }
  PulledRun pulled(std::uint64_t first, std::uint64_t last, std::uint64_t number = 0) const {
    PulledRun run;
    run.scope = scope_;
    run.number = number;
    run.station = station_;
    run.first = first;
    run.last = last;
    run.before = links_[first - 1];
    run.after = links_[last];
    run.receivedMs = 1'795'000'100'000;
    for (std::uint64_t i = first; i <= last; ++i)
      run.revisions.push_back({station_, i, &revisions_[i - 1], {{std::uint8_t{0}, ErasurePart{1}}}});
    return run;
  }
  IncomingRun incoming(std::uint64_t first, std::uint64_t last) const {
    IncomingRun run;
    run.station = station_;
    run.scope = scope_;
    run.first = first;
    run.last = last;
    run.before = links_[first - 1];
    run.after = links_[last];
    for (std::uint64_t i = first; i <= last; ++i)
      run.revisions.push_back({i, revisions_[i - 1].serialise(), revisions_[i - 1].hash(), {}});
    return run;
  }
  const StationId& station() const { return station_; }
  const SealedRevision& revision(std::uint64_t counter) const { return revisions_[counter - 1]; }
  const Hash& link(std::uint64_t counter) const { return links_[counter]; }

 private:
  StationId station_;
  ScopeId scope_;
  std::vector<SealedRevision> revisions_;
  std::vector<Hash> links_;
};

}  // namespace limen::test
