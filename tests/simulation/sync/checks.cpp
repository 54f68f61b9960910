// SPDX-License-Identifier: Apache-2.0
// What must hold in a world, whatever happened in it.
#include <algorithm>

#include "store/station_schema.h"
#include "wire.h"

namespace limen::simulation {

namespace {

constexpr int kArrivals = 100;  // of a record's revisions, each in another order

std::string nameOf(const Node& node) {
  return (node.cloned ? "clone of station " : "station ") + std::to_string(node.identity);
}

std::string written(const std::vector<MergedAnswer>& answers) {
  std::vector<std::string> lines;
  for (const MergedAnswer& answer : answers) {
    std::vector<std::string> values;
    for (const forms::Value& value : answer.values) values.push_back(std::get<std::string>(value));
    std::sort(values.begin(), values.end());
    std::string line = answer.question + ":";
    for (const std::string& value : values) line += " " + value;
    lines.push_back(line);
  }
  std::sort(lines.begin(), lines.end());
  std::string out;
  for (const std::string& line : lines) out += line + "\n";
  return out;
}

}  // namespace

// Everything up to the cursor is here: of every run that the server numbered so far, all revisions.
void World::checkCursor(Node& node) {
  const auto cursor = node.store->cursor(scope_);
  const auto epoch = node.store->epoch();
  if (!cursor || !epoch || server_->machine.cut() || *epoch != server_->host->epoch) return;
  const auto runs = server_->store->runsAfter(scope_, 0, 1 << 30);
  if (!runs) return;
  for (const StoredRun& run : *runs) {
    if (run.number > *cursor) return;
    const auto here = [&]() -> Result<std::uint64_t> {
      Statement& count = node.store->database().cached(
          "SELECT count(*) FROM chain c JOIN scope s ON s.id = c.scope AND s.scope = ?4 "
          "JOIN revision r ON r.key BETWEEN (c.id << 40) + ?1 AND (c.id << 40) + ?2 WHERE c.station = ?3");
      count.bind(1, static_cast<std::int64_t>(run.run.first)).bind(2, static_cast<std::int64_t>(run.run.last));
      count.bind(3, run.run.station.bytes()).bind(4, scope_.bytes());
      LIMEN_ASSIGN(const bool row, count.step());
      const auto found = static_cast<std::uint64_t>(row ? count.integer(0) : 0);
      count.reset();
      return found;
    }();
    if (here && *here != run.run.last - run.run.first + 1)
      fail(nameOf(node) + ": the cursor is past run " + std::to_string(run.number) + ", which is not here");
  }
}

void World::checkSynced(Node& node) {
  if (server_->machine.cut() || !server_->commits->entries.empty()) return;
  const auto ours = node.store->chainEnds(scope_);
  const auto theirs = server_->store->chainEnds(scope_);
  const auto last = server_->store->lastNumber(scope_);
  const auto cursor = node.store->cursor(scope_);
  if (!ours || !theirs || !last || !cursor || *last != *cursor) return;
  std::vector<ScopeHead> heads;
  for (const ServerChainEnd& end : *theirs) heads.push_back({end.station, end.counter, end.hash, end.behind});
  if (fingerprint(headsOf(*ours)) != fingerprint(heads)) fail(nameOf(node) + " says synced, and holds something else");
}

// Before anybody is answered: what is erased opens nowhere.
void World::checkServerStart() {
  const auto tombstones = server_->tombstones->all();
  const auto runs = server_->store->runsAfter(scope_, 0, 1 << 30);
  if (!tombstones || !runs) {
    fail("the server's store cannot be read");
    return;
  }
  std::set<RecordId> erased;
  for (const Bytes& each : *tombstones) erased.insert(Tombstone::parse(each).value().record);
  for (const StoredRun& run : *runs)
    for (const StoredRevision& revision : run.run.revisions) {
      const auto parsed = SealedRevision::parse(revision.revision);
      if (parsed && erased.contains(parsed->header().record) && !revision.erasureParts.empty())
        fail("the server has started with erasure parts of an erased record");
    }
}

void World::checkServer() {
  const auto runs = server_->store->runsAfter(scope_, 0, 1 << 30);
  if (!runs) {
    fail("the server's runs cannot be read");
    return;
  }
  const auto erasures = server_->store->erasuresAfter(scope_, 0).value();
  for (const auto& each : erasures) erased_.insert(Tombstone::parse(each.tombstone).value().record);
  std::map<RevisionId, std::pair<StationId, std::uint64_t>> there;
  std::set<std::pair<StationId, std::uint64_t>> covered;
  std::uint64_t number = 0;
  for (const StoredRun& run : *runs) {
    if (run.number != ++number) fail("the numbers have a gap at " + std::to_string(number));
    bool brought = false;
    for (const StoredRevision& revision : run.run.revisions) {
      brought = covered.insert({run.run.station, revision.counter}).second || brought;
      const auto parsed = SealedRevision::parse(revision.revision);
      if (!parsed) {
        fail("a stored revision cannot be read");
        continue;
      }
      const auto place = std::pair(run.run.station, revision.counter);
      const auto [at, fresh] = there.try_emplace(parsed->header().id, place);
      // Two copies of a station that sealed it may each hand it in where a restored server had lost what stands between.
      bool copied = false;
      for (const std::size_t identity : copied_) copied = copied || organisation_.stations[identity].id == run.run.station;
      if (!fresh && at->second != place && !copied) fail("a revision is stored twice, under two counters");
      const bool open =
          !revision.erasureParts.empty() || std::any_of(parsed->parts().begin(), parsed->parts().end(),
                                                        [](const SealedPart& part) { return !part.ciphertext.empty(); });
      if (open && erased_.contains(parsed->header().record)) fail("the server still holds an erased record");
    }
    if (!brought) fail("run " + std::to_string(run.number) + " was numbered and brought nothing");
  }
  for (const Made& made : made_) {
    if (there.contains(made.id) || made.mayBeLost || revoked_.contains(made.node)) continue;
    fail(std::string(made.safe ? "a safe" : made.stored ? "an acknowledged" : "a saved") + " revision is lost");
  }
  const auto ends = server_->store->chainEnds(scope_).value();
  for (const auto& [identity, counter] : revokedAt_) {
    for (const ServerChainEnd& end : ends)
      if (end.station == organisation_.stations[identity].id && end.counter > counter)
        fail("a revoked station's runs were taken");
  }
}

std::vector<RevisionAnswers> World::answersOf(Node& node, const RecordId& record, std::uint8_t compartment, bool& damaged) {
  std::vector<RevisionAnswers> out;
  const auto rows = node.store->revisions(record);
  if (!rows) {
    damaged = true;
    return out;
  }
  for (const RevisionRow& row : *rows) {
    const auto part =
        std::find_if(row.erasureParts.begin(), row.erasureParts.end(), [&](const auto& one) { return one.first == compartment; });
    const auto object = node.store->shiftObject(row.revision.header().shift);
    if (part == row.erasureParts.end() || !object || !*object) continue;
    const auto parsed = ShiftObject::parse(**object);
    const ShiftKeys keys = ShiftKeys::read(*parsed, [&](std::string_view name, std::uint32_t) -> const BoxKeys* {
      return &organisation_.compartmentKeys[name == "operational" ? 0 : 1];
    });
    const auto opened = Sealer::open(row.revision, compartment, keys, part->second);
    if (!opened) {
      damaged = damaged || !opened.error().is(SealError::noErasurePart);
      continue;
    }
    RevisionAnswers answers{row.revision.header().id, row.revision.header().context, {}, {}};
    const auto content = unpad(std::as_const(*opened).expose(SecretAccess{}));
    ByteReader in(*content);
    while (in.remaining() > 0 && in.ok()) {
      OpenedAnswer answer;
      answer.question = in.text(100);
      for (std::uint8_t i = in.u8(); i > 0; --i) answer.instances.push_back(RepeatId{in.array<RepeatId::kSize>()});
      const std::string text = in.text(100);
      if (!text.empty()) answer.value = text;
      answers.answers.push_back(std::move(answer));
    }
    out.push_back(std::move(answers));
  }
  return out;
}

std::set<RevisionId> World::serverHas() const {
  std::set<RevisionId> there;
  const auto runs = server_->store->runsAfter(scope_, 0, 1 << 30).value();
  for (const StoredRun& run : runs)
    for (const StoredRevision& revision : run.run.revisions)
      there.insert(SealedRevision::parse(revision.revision).value().header().id);
  return there;
}

// What a station reads beside the chains that count: only what a restored server has really lost.
std::set<RevisionId> World::setAside(Node& node, const RecordId& record) {
  std::set<RevisionId> aside;
  const std::set<RevisionId> there = serverHas();
  const auto rows = node.store->revisions(record);
  if (!rows) fail(nameOf(node) + ": a record cannot be read");
  for (const RevisionRow& row : rows ? *rows : std::vector<RevisionRow>()) {
    const RevisionId& id = row.revision.header().id;
    if (row.counter != 0) continue;
    const Made& made = made_[byId_.at(id)];
    if (there.contains(id)) fail(nameOf(node) + " has set aside what the server has");
    if (!made.mayBeLost && !revoked_.contains(made.node)) fail(nameOf(node) + " has set aside what is not lost");
    aside.insert(id);
  }
  return aside;
}

// From what was written, by another way than the merge: per answer, the writes that no other write of the same answer had seen.
std::string World::expected(const RecordId& record, std::uint8_t compartment, std::set<RevisionId> there) const {
  std::vector<MergedAnswer> merged;
  for (std::size_t question = 0; question < kQuestions; ++question) {
    const std::string name = "q" + std::to_string(question);
    std::vector<std::pair<const Made*, const OpenedAnswer*>> writes;
    for (const Made& made : made_) {
      if (made.record != record || !there.contains(made.id)) continue;
      for (const OpenedAnswer& answer : made.answers[compartment])
        if (answer.question == name) writes.emplace_back(&made, &answer);
    }
    MergedAnswer answer{name, {}, {}};
    for (const auto& [made, value] : writes) {
      bool seen = false;
      for (const auto& [other, ignored] : writes)
        for (const RevisionId& dot : other->context)
          seen = seen || (dot.writer == made->id.writer && dot.counter >= made->id.counter);
      if (!seen && !forms::isEmpty(value->value)) answer.values.push_back(value->value);
    }
    if (!answer.values.empty()) merged.push_back(std::move(answer));
  }
  return written(merged);
}

std::int64_t World::placesOf(Node& node) {
  Statement& count = node.store->database().cached(
      "SELECT count(*) FROM chain c JOIN scope s ON s.id = c.scope AND s.scope = ? JOIN revision r ON r.key > c.id << 40 AND r.key < (c.id + 1) << 40");
  count.bind(1, scope_.bytes());
  const auto row = count.step();
  const std::int64_t places = row && *row ? count.integer(0) : 0;
  count.reset();
  return places;
}

std::int64_t World::serverPlaces() const {
  std::set<std::pair<StationId, std::uint64_t>> places;
  const auto runs = server_->store->runsAfter(scope_, 0, 1 << 30).value();
  for (const StoredRun& run : runs)
    for (const StoredRevision& revision : run.run.revisions) places.emplace(run.run.station, revision.counter);
  return static_cast<std::int64_t>(places.size());
}

// What nobody may or can hand in any more, and a restored server lost, stays with those who had pulled it: of a revoked station,
// or one whose disk went as well. It is an incident at each of them and no end that matches. Nothing else may differ, revision
// for revision.
bool World::holdsWhatIsLost(Node& node) {
  const std::set<RevisionId> there = serverHas();
  std::set<RevisionId> here;
  static_cast<void>([&]() -> Result<void> {
    Statement& rows = node.store->database().cached("SELECT revision FROM revision");
    for (;;) {
      LIMEN_ASSIGN(const bool row, rows.step());
      if (!row) return {};
      here.insert(SealedRevision::parse(rows.view(0)).value().header().id);
    }
  }());
  bool lost = placesOf(node) > serverPlaces();  // a revision under two counters of a copied station, of which the server has one
  for (const RevisionId& id : here) {
    if (there.contains(id)) continue;
    const Made& made = made_[byId_.at(id)];
    if (!made.mayBeLost && !revoked_.contains(made.node)) {
      note("only here: a revision of station " + std::to_string(made.node));
      return false;
    }
    lost = true;
  }
  for (const RevisionId& id : there) {
    if (here.contains(id)) continue;
    note("not here: a revision of station " + std::to_string(made_[byId_.at(id)].node));
    return false;
  }
  return restores_ > 0 && lost;
}

void World::checkStation(Node& node) {
  const bool differs = node.last.outcome == SyncReport::Outcome::mismatch && node.last.cause == "heads";
  if (!node.lastFailed && differs && holdsWhatIsLost(node)) return;
  if (node.lastFailed || node.last.outcome != SyncReport::Outcome::synced) {
    fail(nameOf(node) + " does not come to an end: " + (node.lastFailed ? "the session failed" : node.last.cause));
    return;
  }
  const auto waiting = node.store->database().cached("SELECT count(*) FROM outbox").step();
  const std::int64_t left = waiting && *waiting ? node.store->database().cached("SELECT count(*) FROM outbox").integer(0) : 0;
  node.store->database().cached("SELECT count(*) FROM outbox").reset();
  if (left != 0 && secondCopyUsed_) fail(nameOf(node) + " still has something in its outbox");
  const auto counted = node.store->outboxCount();
  if (!counted || *counted != 0) fail(nameOf(node) + ": the tally of what waits is wrong");
  const auto counts = node.store->counts();
  if (!counts || counts->own != counts->confirmed) fail(nameOf(node) + ": the tally of what is confirmed is wrong");
  if (node.store->cursor(scope_).value() != server_->store->lastNumber(scope_).value())
    fail(nameOf(node) + ": the cursor is behind");
  checkCursor(node);
  checkSynced(node);
  if (node.directory->bytes() != server_->registry->view()->directory.bytes())
    fail(nameOf(node) + ": the directory is not the server's, byte for byte");
  const std::atomic<bool> never{false};
  const auto holds = node.store->database().rowSetHolds(kStationRowSet, never);
  if (!holds || !*holds) fail(nameOf(node) + ": the set hash does not hold");
  for (const RecordId& record : records_) {
    const auto row = node.store->record(record).value_or(std::nullopt);
    if (!row) continue;
    for (std::uint8_t compartment = 0; compartment < (node.reader ? 2 : 1); ++compartment) {
      bool damaged = false;
      std::vector<RevisionAnswers> answers = answersOf(node, record, compartment, damaged);
      if (damaged) fail(nameOf(node) + ": a record cannot be opened");
      if (erased_.contains(record)) {
        if (!answers.empty() || !row->summary.empty()) fail(nameOf(node) + " still reads an erased record");
        continue;
      }
      std::set<RevisionId> there = serverHas();
      there.merge(setAside(node, record));
      const std::string wanted = expected(record, compartment, std::move(there));
      for (int order = 0; order < kArrivals; ++order) {
        for (std::size_t i = answers.size(); i > 1; --i) std::swap(answers[i - 1], answers[random_.below(i)]);
        if (const std::string got = written(mergeAnswers(answers)); got != wanted)
          fail(nameOf(node) + ": the answers are\n" + got + "and not\n" + wanted);
      }
    }
  }
}

void World::checkEnd() {
  checkServer();
  for (auto& node : nodes_)
    if (!revoked_.contains(node->identity)) checkStation(*node);
}

}  // namespace limen::simulation
