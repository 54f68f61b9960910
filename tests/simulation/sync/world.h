// SPDX-License-Identifier: Apache-2.0
// Several stations, a server and the wires between them in one thread, drawn from one seed: the real engine, the station's real side of
// a session, the server's real session, gate and stores. What is simulated is disks, power, clocks, links and people.
#pragma once

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "disk.h"
#include "server/session.h"
#include "station/exchange.h"
#include "station/merge.h"
#include "sync/tombstone.h"
#include "tests/support/organisation.h"

namespace limen::simulation {

constexpr std::size_t kQuestions = 3;
inline const std::string kProgramme = "intake";

// What the simulator knows of a revision that some station was told to have saved.
struct Made {
  RevisionId id;
  RecordId record;
  std::vector<RevisionId> context;
  std::vector<std::vector<OpenedAnswer>> answers;  // per compartment
  std::size_t node = 0;
  bool stored = false, safe = false;  // as its station was told
  bool mayBeLost = false;             // its only copies went with a disk
};


struct Node {  // a station, or the clone of one
  Node(std::size_t who, std::filesystem::path folder) : identity(who), machine(std::move(folder)) {}
  std::size_t identity;  // of the organisation's stations
  Machine machine;
  ManualClock clock;
  std::optional<StationStore> store;
  std::optional<VerifiedDirectory> directory;
  std::optional<ShiftKeys::Opened> shift;
  WriterId writer;
  std::uint64_t counter = 0;
  std::unique_ptr<class StationHost> host;
  std::unique_ptr<class Wire> wire;
  Round round = Round::plain;
  SyncReport last;
  std::set<RevisionId> waiting;  // was in its outbox when last looked
  bool lastFailed = true, gone = false, cloned = false;
  std::optional<std::vector<std::pair<std::string, std::string>>> snapshot;  // its files, as a backup would have them
  bool reader = false;
};

class JobList final : public JobQueue {
 public:
  void submit(std::function<void()> job) override { jobs.push_back(std::move(job)); }
  std::deque<std::function<void()>> jobs;
};
class CommitList final : public CommitQueue {
 public:
  void commit(IncomingRun run, Done done) override;
  void submit(std::function<void()> job) override;
  struct Entry {
    std::optional<IncomingRun> run;
    Done done;
    std::function<void()> job;
  };
  std::deque<Entry> entries;
};

struct ServerNode {
  explicit ServerNode(std::filesystem::path folder) : machine(std::move(folder)) {}
  Machine machine;
  ManualClock clock;
  std::unique_ptr<ServerStore> store;
  std::unique_ptr<TombstoneLog> tombstones;
  std::unique_ptr<Registry> registry;
  std::unique_ptr<CommitList> commits;
  std::unique_ptr<JobList> pulls;
  std::unique_ptr<SessionHost> host;
  std::optional<std::vector<std::pair<std::string, std::string>>> copy;  // the second copy
};

struct Plan {
  std::uint64_t seed = 1;
  bool trace = false;
  int steps = 140;
  // The crash sweep: the fixed script, and which machine loses power at which change; machine 0 is the server.
  struct Crash {
    std::size_t machine = 0;
    std::uint64_t change = 0;
  };
  bool script = false;
  std::optional<Crash> crash;
};

struct Outcome {
  std::string broken;  // "" or what does not hold
  std::string digest;  // of everything that went over a wire, in order
  std::vector<std::uint64_t> changes;  // of each machine, in the script
};

class World {
 public:
  explicit World(const Plan& plan);
  ~World();
  Outcome run();

 private:
  friend class StationHost;
  friend class Wire;
  // world.cpp: what is there
  void makeOrganisation();
  Bytes directoryBytes() const;
  Bytes packageBytes() const;
  void openServer();
  void crashServer();
  void openStation(Node& node);
  void crashStation(Node& node);
  void newShift(Node& node);
  ScopeId scope() const { return scope_; }
  bool fail(const std::string& what);
  void note(const std::string& text);
  // acts.cpp: what happens
  void step();
  void script();
  void heal();
  void afterEach();
  void edit(Node& node, bool fresh);
  void startSession(Node& node);
  void endSession(Node& node);
  bool advance(Node& node);
  void serverJob();
  void secondCopy();
  void restoreServer();
  void restoreStation(Node& node);
  void cloneStation(Node& node);
  void revoke(Node& node);
  void eraseRecord(Node& node);
  void syncThrough(Node& node);
  void learn(Node& node);
  void losses();
  // checks.cpp: what must hold
  void checkCursor(Node& node);
  void checkSynced(Node& node);
  void checkServerStart();
  void checkEnd();
  void checkServer();
  void checkStation(Node& node);
  bool holdsWhatIsLost(Node& node);
  std::vector<RevisionAnswers> answersOf(Node& node, const RecordId& record, std::uint8_t compartment, bool& damaged);
  std::set<RevisionId> serverHas() const;
  std::int64_t placesOf(Node& node);  // of revisions in the chains that count
  std::int64_t serverPlaces() const;
  std::set<RevisionId> setAside(Node& node, const RecordId& record);
  std::string expected(const RecordId& record, std::uint8_t compartment, std::set<RevisionId> there) const;

  Plan plan_;
  SeededRandom random_;
  std::filesystem::path folder_;
  test::TestOrganisation organisation_;
  Signer officerKey_ = Signer::generate(), protectorKey_ = Signer::generate();
  UserId officerUser_, protectorUser_;
  ScopeId scope_;
  PackageHash package_;
  std::unique_ptr<ServerNode> server_;
  std::vector<std::unique_ptr<Node>> nodes_;
  std::vector<Made> made_;
  std::map<RevisionId, std::size_t> byId_;
  std::set<RecordId> erased_;
  std::set<std::size_t> revoked_, copied_;  // by identity; of a copied one there are two logs
  std::map<std::size_t, std::uint64_t> revokedAt_;
  std::vector<RecordId> records_;
  std::uint64_t words_ = 0, restores_ = 0;
  bool secondCopyUsed_ = false, faults_ = true, erasing_ = false;
  std::string broken_;
  Hash digest_;
};

void makeEmptyStores();  // before the first world: else that one draws what the later ones do not
std::string storeFile();
std::vector<std::pair<std::string, std::string>> filesOf(const std::filesystem::path& folder);
void putFiles(const std::filesystem::path& folder, const std::vector<std::pair<std::string, std::string>>& files);
void makeRandomnessRepeat(std::uint64_t seed);  // libsodium's too

}  // namespace limen::simulation
