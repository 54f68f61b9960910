// SPDX-License-Identifier: Apache-2.0
// What happens in a world: people work, links break, machines die, and in the end all is well again.
#include "wire.h"

namespace limen::simulation {

namespace {

constexpr int kHealingPasses = 6;
constexpr int kMovesInSession = 4000;

Bytes answersAsBytes(const std::vector<OpenedAnswer>& answers) {
  ByteWriter out;
  for (const OpenedAnswer& answer : answers) {
    out.text(answer.question).u8(static_cast<std::uint8_t>(answer.instances.size()));
    for (const RepeatId& each : answer.instances) out.raw(each.bytes());
    out.text(forms::isEmpty(answer.value) ? "" : std::get<std::string>(answer.value));
  }
  return out.take();
}

}  // namespace

// The highest dot of each writer that this station has of the record.
static std::vector<RevisionId> contextOf(StationStore& store, const RecordId& record) {
  std::map<WriterId, std::uint64_t> seen;
  if (const auto rows = store.revisions(record))
    for (const RevisionRow& row : *rows) {
      if (row.counter == 0) continue;  // set aside
      std::uint64_t& top = seen[row.revision.header().id.writer];
      top = std::max(top, row.revision.header().id.counter);
    }
  std::vector<RevisionId> context;
  for (const auto& [writer, counter] : seen) context.push_back({writer, counter});
  return context;
}

void World::edit(Node& node, bool fresh) {
  if (!node.shift) newShift(node);
  if (node.counter == 0 && !node.shift) return;
  Made made;
  made.record = fresh || records_.empty() ? RecordId::make(random_) : records_[random_.below(records_.size())];
  if (!fresh && !node.store->record(made.record).value_or(std::nullopt)) return;
  made.context = contextOf(*node.store, made.record);
  made.id = {node.writer, ++node.counter};
  made.node = node.identity;
  FinishedRecord finished;
  RevisionHeader header;
  header.record = made.record;
  header.id = made.id;
  header.context = made.context;
  header.shift = node.shift->object.shift;
  header.package = package_;
  std::vector<Sealer::Content> contents;
  static const RepeatId kInstance{.value = {1, 2, 3}};
  for (std::uint8_t compartment = 0; compartment < organisation_.compartmentNames.size(); ++compartment) {
    std::vector<OpenedAnswer>& answers = made.answers.emplace_back();
    for (std::size_t question = 0; question < kQuestions; ++question) {
      if (!fresh && random_.below(2) == 0) continue;
      OpenedAnswer answer;
      answer.question = "q" + std::to_string(question);
      if (question == 2) answer.instances = {kInstance};
      if (fresh || random_.below(6) != 0) answer.value = "canary" + std::to_string(++words_);
      answers.push_back(std::move(answer));
    }
    contents.push_back({compartment, pad(answersAsBytes(answers))});
  }
  random_.fill(finished.seed);
  const auto sealed = Sealer::seal(header, std::move(contents), node.shift->keys, finished.seed);
  LIMEN_CHECK(sealed.has_value());
  finished.scope = scope_;
  finished.form = kProgramme;
  finished.revision = &*sealed;
  for (std::uint8_t i = 0; i < 2; ++i)
    finished.erasureParts.emplace_back(i, erasurePart(finished.seed, organisation_.compartmentNames[i]));
  finished.keptParts = node.reader ? 3 : 1;
  for (const OpenedAnswer& answer : made.answers[0])
    if (!forms::isEmpty(answer.value)) finished.operational.push_back({answer.question, std::get<std::string>(answer.value)});
  finished.summary = finished.operational.empty() ? "" : finished.operational.front().text;
  finished.savedMs = toUnixMs(node.clock.now());
  finished.audit = node.host->act("record.finish", "ok");
  const auto object = node.store->putShiftObject(header.shift, node.shift->object.serialise());
  if (!object) return;
  // Power may go between the commit and its answer: nobody was promised anything, and it may be there.
  made.mayBeLost = !node.store->finish(node.host->station(), finished);
  note("edit " + std::to_string(node.identity) + " " + made.record.hex().substr(0, 6));
  if (fresh) records_.push_back(made.record);
  byId_[made.id] = made_.size();
  node.waiting.insert(made.id);
  made_.push_back(std::move(made));
}

// What the station holds as acknowledged now is promised to its user.
void World::learn(Node& node) {
  const auto chain = node.store->ownChain(node.host->station(), scope_);
  if (!chain || chain->counter == 0) return;
  std::set<RevisionId> waiting;
  static_cast<void>([&]() -> Result<void> {
    Statement& rows = node.store->database().cached(
        "SELECT r.revision, o.stored, o.key FROM chain c JOIN revision r ON r.key > c.id << 40 AND r.key < (c.id + 1) << 40 "
        "LEFT JOIN outbox o ON o.key = r.key WHERE c.ours = 1");
    for (;;) {
      LIMEN_ASSIGN(const bool row, rows.step());
      if (!row) return {};
      const auto revision = SealedRevision::parse(rows.view(0));
      if (!revision) continue;
      const auto at = byId_.find(revision->header().id);
      if (at == byId_.end()) continue;
      Made& made = made_[at->second];
      if (!rows.isNull(2)) waiting.insert(made.id);
      made.safe = made.safe || (rows.isNull(2) && secondCopyUsed_ && node.waiting.contains(made.id));
      made.stored = made.stored || rows.isNull(2) || rows.integer(1) != 0;
    }
  }());
  node.waiting = std::move(waiting);
}

// After a machine has lost what it had: what nobody was promised, or was promised without a second copy and stands nowhere any more,
// may be gone.
void World::losses() {
  std::set<RevisionId> somewhere;
  const auto stored = server_->store->runsAfter(scope_, 0, 1 << 30);
  if (stored)
    for (const StoredRun& run : *stored)
      for (const StoredRevision& revision : run.run.revisions)
        somewhere.insert(SealedRevision::parse(revision.revision).value().header().id);
  for (const auto& node : nodes_) {
    if (node->gone || !node->store || revoked_.contains(node->identity)) continue;
    static_cast<void>([&]() -> Result<void> {
      Statement& rows = node->store->database().cached("SELECT r.revision FROM outbox o JOIN revision r ON r.key = o.key");
      for (;;) {
        LIMEN_ASSIGN(const bool row, rows.step());
        if (!row) return {};
        somewhere.insert(SealedRevision::parse(rows.view(0)).value().header().id);
      }
    }());
  }
  for (Made& made : made_)
    if (!made.safe && !somewhere.contains(made.id)) made.mayBeLost = true;
}

void World::startSession(Node& node) {
  if (node.wire) return;
  note("session " + std::to_string(node.identity) + " round " + std::to_string(static_cast<int>(node.round)));
  node.wire = std::make_unique<Wire>(*this, node);
  node.wire->start();
}

void World::endSession(Node& node) {
  if (!node.wire || !node.wire->finished()) return;
  const auto waiting = node.store->outboxCount();
  std::optional<Round> next;
  if (!node.lastFailed && waiting) next = roundAfter(node.round, node.last, *waiting);
  node.round = next.value_or(Round::plain);
  node.wire.reset();
}

void World::serverJob() {
  CommitList& commits = *server_->commits;
  JobList& pulls = *server_->pulls;
  const bool pull = !pulls.jobs.empty() && (commits.entries.empty() || random_.below(2) == 0);
  if (pull) {
    auto job = std::move(pulls.jobs.front());
    pulls.jobs.pop_front();
    job();
  } else if (!commits.entries.empty()) {
    // As the commit lane does it: all runs that wait in one transaction, then what was handed over after them.
    std::vector<CommitList::Entry> batch;
    while (!commits.entries.empty() && commits.entries.front().run) {
      batch.push_back(std::move(commits.entries.front()));
      commits.entries.pop_front();
    }
    if (batch.empty()) {
      auto job = std::move(commits.entries.front().job);
      commits.entries.pop_front();
      job();
      return;
    }
    std::vector<IncomingRun> runs;
    for (auto& entry : batch) runs.push_back(std::move(*entry.run));
    const auto outcomes = server_->store->commit(runs);
    if (server_->machine.cut()) return;  // nobody is told anything any more
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (outcomes) {
        batch[i].done((*outcomes)[i]);
      } else {
        batch[i].done(unexpected(outcomes.error()));
      }
    }
  }
}

void World::secondCopy() {
  note("second copy");
  secondCopyUsed_ = true;
  if (!server_->store->markCopied({})) return;  // from now on stored is not safe by itself
  const auto numbers = server_->store->numbers();
  if (!numbers) return;
  server_->copy = filesOf(server_->machine.folder());
  static_cast<void>(server_->store->markCopied(*numbers));
}

void World::restoreServer() {
  if (!server_->copy) return;
  note("the server's disk dies, its second copy takes over");
  server_->machine.cutNow();
  for (auto& node : nodes_)
    if (node->wire) node->wire->serverGone();
  server_->commits.reset();
  server_->pulls.reset();
  server_->host.reset();
  server_->registry.reset();
  server_->store.reset();
  server_->machine.comeBack(random_);
  putFiles(server_->machine.folder(), *server_->copy);
  openServer();
  LIMEN_CHECK(server_->store->raiseEpoch(++restores_ * 10).has_value());
  // What the copy holds is what the copy holds.
  LIMEN_CHECK(server_->store->markCopied(server_->store->numbers().value()).has_value());
  server_->commits.reset();
  server_->pulls.reset();
  server_->host.reset();
  server_->registry.reset();
  server_->store.reset();
  openServer();
  losses();
}

void World::restoreStation(Node& node) {
  if (!node.snapshot) return;
  note("station " + std::to_string(node.identity) + " is restored from its backup");
  crashStation(node);
  copied_.insert(node.identity);
  node.store.reset();
  node.machine.comeBack(random_);  // nothing of the old disk is left to come back later
  putFiles(node.machine.folder(), *node.snapshot);
  openStation(node);
  losses();
}

void World::cloneStation(Node& node) {
  note("station " + std::to_string(node.identity) + " is cloned");
  copied_.insert(node.identity);
  auto clone = std::make_unique<Node>(node.identity, folder_ / ("clone" + std::to_string(nodes_.size())));
  putFiles(clone->machine.folder(), filesOf(node.machine.folder()));
  clone->reader = node.reader;
  clone->cloned = true;
  clone->host = std::make_unique<StationHost>(*this, *clone);
  openStation(*clone);
  nodes_.push_back(std::move(clone));
}

void World::revoke(Node& node) {
  while (!server_->commits->entries.empty() && !server_->machine.cut()) serverJob();
  if (server_->machine.cut()) return;
  // With power and room: whether it was revoked or not must be known here.
  server_->machine.cutAt(0);
  server_->machine.setFull(false);
  note("station " + std::to_string(node.identity) + " is revoked");
  organisation_.stations[node.identity].revoked = true;
  ++organisation_.version;
  if (!server_->registry->publishDirectory(directoryBytes(), server_->clock.now())) {
    organisation_.stations[node.identity].revoked = false;
    --organisation_.version;
    return;
  }
  revoked_.insert(node.identity);
  const auto ends = server_->store->chainEnds(scope_);
  std::uint64_t counter = 0;
  if (ends)
    for (const ServerChainEnd& end : *ends)
      if (end.station == organisation_.stations[node.identity].id) counter = end.counter;
  revokedAt_[node.identity] = counter;
  losses();
}

void World::eraseRecord(Node& node) {
  if (records_.empty()) return;
  const RecordId record = records_[random_.below(records_.size())];
  if (!node.store->record(record).value_or(std::nullopt)) return;
  Tombstone tombstone;
  tombstone.id = TombstoneId::make(random_);
  tombstone.scope = scope_;
  tombstone.record = record;
  tombstone.reason = "request";
  tombstone.sign(protectorUser_, protectorKey_);
  tombstone.sign(officerUser_, officerKey_);
  if (!node.store->erase(tombstone.id, scope_, record, tombstone.serialise(), 0, node.host->act("record.erase", "request"))) return;
  note("erase " + std::to_string(node.identity) + " " + record.hex().substr(0, 6));
}

bool World::advance(Node& node) {
  if (!node.wire) return false;
  const bool moved = node.wire->advance();
  endSession(node);
  return moved;
}

void World::afterEach() {
  if (server_->machine.cut()) crashServer();
  for (auto& node : nodes_)
    if (!node->gone && node->machine.cut()) crashStation(*node);
}

void World::step() {
  Node& node = *nodes_[random_.below(nodes_.size())];
  const std::uint64_t draw = random_.below(1000);
  if (draw < 90) {
    edit(node, true);
  } else if (draw < 180) {
    edit(node, false);
  } else if (draw < 330) {
    if (random_.below(3) == 0) node.clock.advance(Milliseconds(random_.below(100'000)));
    startSession(node);
  } else if (draw < 880) {
    for (int i = 0; i < 12 && broken_.empty(); ++i) {
      Node& any = *nodes_[random_.below(nodes_.size())];
      if (!advance(any)) serverJob();
      afterEach();
    }
  } else if (draw < 895) {
    if (node.wire) node.wire->cut(true, true);
    endSession(node);
  } else if (draw < 905) {
    if (node.wire) node.wire->cut(random_.below(2) == 0, random_.below(2) == 0);  // half open
    endSession(node);
  } else if (draw < 925) {
    node.machine.cutAt(1 + random_.below(40));
  } else if (draw < 935) {
    server_->machine.cutAt(1 + random_.below(40));
  } else if (draw < 942) {
    crashStation(node);
  } else if (draw < 948) {
    crashServer();
  } else if (draw < 954) {
    node.machine.setFull(random_.below(2) == 0);
  } else if (draw < 958) {
    server_->machine.setFull(random_.below(2) == 0);
  } else if (draw < 964) {
    node.clock.setWall(node.clock.now() + std::chrono::days(static_cast<int>(random_.below(7300)) - 3650));
  } else if (draw < 974) {
    if (!server_->machine.cut()) secondCopy();
  } else if (draw < 980) {
    restoreServer();
  } else if (draw < 984) {
    node.snapshot = filesOf(node.machine.folder());
  } else if (draw < 988) {
    restoreStation(node);
  } else if (draw < 990) {
    if (nodes_.size() < 5) cloneStation(node);
  } else if (draw < 992) {
    if (revoked_.empty()) revoke(node);
  } else {
    eraseRecord(node);
  }
  afterEach();
}

// The same work in every run of the crash sweep: two stations write, edit each other's records, one record is erased.
void World::script() {
  faults_ = false;
  server_->machine.cutAt(0);
  for (auto& node : nodes_) node->machine.cutAt(0);
  if (plan_.crash) {
    Machine& machine = plan_.crash->machine == 0 ? server_->machine : nodes_[plan_.crash->machine - 1]->machine;
    machine.cutAt(plan_.crash->change);
  }
  const auto both = [&] {
    for (auto& node : nodes_) syncThrough(*node);
  };
  for (int i = 0; i < 3; ++i) {
    edit(*nodes_[0], true), afterEach();
    edit(*nodes_[1], true), afterEach();
  }
  both();
  secondCopy(), afterEach();
  edit(*nodes_[0], false), afterEach();
  edit(*nodes_[1], false), afterEach();
  both();
  eraseRecord(*nodes_[2]), afterEach();
  both();
  edit(*nodes_[0], true), afterEach();
  both();
}

void World::syncThrough(Node& node) {
  node.round = Round::plain;
  for (int session = 0; session < kMaxRounds && broken_.empty(); ++session) {
    startSession(node);
    for (int i = 0; node.wire && i < kMovesInSession; ++i) {
      if (!advance(node)) {
        if (server_->commits->entries.empty() && server_->pulls->jobs.empty()) {
          if (node.wire) node.wire->cut(true, true);
          endSession(node);
          if (node.wire && !advance(node)) node.wire.reset();
        } else {
          serverJob();
        }
      }
      afterEach();
    }
    if (node.round == Round::plain) break;
  }
}

void World::heal() {
  note("healing");
  faults_ = false;
  server_->machine.cutAt(0);
  server_->machine.setFull(false);
  for (auto& node : nodes_) {
    node->machine.cutAt(0);
    node->machine.setFull(false);
    node->clock.setWall(server_->clock.now());
    if (node->wire) node->wire->cut(true, true);
    endSession(*node);
    node->wire.reset();
  }
  for (int i = 0; i < 1000 && (!server_->commits->entries.empty() || !server_->pulls->jobs.empty()); ++i) serverJob();
  for (int pass = 0; pass < kHealingPasses && broken_.empty(); ++pass) {
    for (auto& node : nodes_) syncThrough(*node);
    if (pass >= 2) secondCopy();  // what a fork put behind another history comes late
  }
}

}  // namespace limen::simulation
