// SPDX-License-Identifier: Apache-2.0
#include "wire.h"

#include "core/check.h"

namespace limen::simulation {

namespace {
constexpr std::uint64_t kDisturbed = 60;  // one frame in so many

std::string inWords(const Range& range) {
  return " " + std::to_string(range.first()) + ".." + std::to_string(range.last()) + "=" + std::to_string(range.number());
}
std::string inWords(const Up& frame) {
  if (!frame.has_hello()) return frame.has_run() ? "run" : frame.has_end() ? "end" : "erasure";
  const Cursor& cursor = frame.hello().cursors(0);
  return "hello cursor " + std::to_string(cursor.number()) + " epoch " + std::to_string(frame.hello().epoch()) + " own " +
         std::to_string(cursor.counter()) + "-" + std::to_string(cursor.unconfirmed()) + "-" + std::to_string(cursor.unsafe());
}
std::string inWords(const Down& frame) {
  std::string out;
  if (frame.has_run()) out = "run " + std::to_string(frame.run().number());
  if (frame.has_ack()) {
    out = "ack";
    for (const Range& range : frame.ack().stored()) out += inWords(range);
    out += " safe";
    for (const Range& range : frame.ack().safe()) out += inWords(range);
  }
  if (frame.has_epoch()) {
    out = "epoch " + std::to_string(frame.epoch().epoch());
    for (const Cursor& base : frame.epoch().base()) out += " base " + std::to_string(base.number());
  }
  if (frame.has_refusal()) out = "refusal " + std::string(wordOf(frame.refusal().reason())) + inWords(frame.refusal().range());
  if (frame.has_end()) out = "end " + std::to_string(frame.end().scopes_size() > 0 ? frame.end().scopes(0).number() : 0);
  if (frame.has_erasure()) out = "erasure " + std::to_string(frame.erasure().number());
  if (frame.has_heads()) out = "heads";
  if (frame.has_directory()) out = "directory";
  return out;
}
}

const StationId& StationHost::station() const {
  return world_.organisation_.stations[node_.identity].id;
}
const Signer& StationHost::stationSigner() const {
  return world_.organisation_.stations[node_.identity].signer;
}
const BoxKeys& StationHost::stationBox() const {
  return world_.organisation_.stations[node_.identity].box;
}

Result<void> StationHost::takeDirectory(ByteView signedDirectory) {
  LIMEN_ASSIGN(VerifiedDirectory verified,
               VerifiedDirectory::verify(signedDirectory, world_.organisation_.root.publicKey(), node_.clock.now()));
  if (verified.version() < node_.directory->version()) return unexpected(DirectoryError::older);
  LIMEN_TRY(node_.store->put("directory", signedDirectory));
  node_.directory = std::move(verified);
  return {};
}

Result<void> StationHost::takePackage(ByteView package) {
  programme::Package outer;
  if (!outer.ParseFromArray(package.data(), static_cast<int>(package.size()))) return unexpected(DirectoryError::malformed);
  return node_.store->putPackage(*PackageHash::from(hash256({bytesOf(outer.body())}).bytes()), kProgramme, 1, package);
}

AuditAct StationHost::act(std::string_view word, std::string_view result) const {
  AuditAct act;
  act.actor = world_.organisation_.stations[node_.identity].user;
  act.act = std::string(word);
  act.result = std::string(result);
  act.wallMs = toUnixMs(node_.clock.now());
  act.trustedMs = act.wallMs;
  return act;
}

Wire::Wire(World& world, Node& node) : world_(world), node_(node) {}

Wire::~Wire() {
  if (session_ && !serverDone_) {
    session_->cancelled();
    session_->closed();
  }
}

bool Wire::start() {
  const auto begin = [&]() -> Result<void> {
    LIMEN_ASSIGN(SyncStart start, startOf(*node_.host, {world_.scope_}, node_.round));
    std::vector<ScopeId> outbox;
    if (node_.round != Round::ownChain) {
      LIMEN_ASSIGN(outbox, node_.store->outboxScopes());
    }
    const ServerKey key = *node_.host->server();
    exchange_ = std::make_unique<Exchange>(*node_.host, std::move(start), key, std::move(outbox), [this](Up frame) { send(frame); },
                                           SyncProgress{});
    return exchange_->begin();
  };
  if (!station(begin())) return false;
  const auto view = world_.server_->registry->view();
  const test::TestStation& identity = world_.organisation_.stations[node_.identity];
  const Station* listed = view->directory.stationByCertificate(identity.certificate);
  if (listed == nullptr || listed->revoked()) {
    stationDone_ = serverDone_ = true;
    node_.last = {};
    node_.last.outcome = SyncReport::Outcome::refused;
    node_.last.cause = "notListed";
    node_.lastFailed = false;
    return true;
  }
  session_ = Session::make(*world_.server_->host, *this, identity.id, identity.certificate);
  session_->start();
  return true;
}

void Wire::send(const Up& frame) {
  std::string bytes = frame.SerializeAsString();
  // A newer station says more than this server knows: a field that it skips.
  if (frame.has_hello() && world_.random_.below(4) == 0) bytes += std::string("\xfa\x06\x03new", 6);
  world_.note("up " + std::to_string(node_.identity) + " " + inWords(frame));
  world_.digest_ = hash256({world_.digest_.bytes(), bytesOf(bytes)});
  up_.push_back(std::move(bytes));
}

void Wire::startWrite(const Down& frame) {
  std::string bytes = frame.SerializeAsString();
  world_.digest_ = hash256({world_.digest_.bytes(), bytesOf(bytes)});
  world_.note("down " + std::to_string(node_.identity) + " " + inWords(frame));
  writing_ = true;
  down_.push_back(std::move(bytes));
}

// What a wire may do to a frame where no TLS stands in between.
void Wire::disturb(std::deque<std::string>& frames, bool down) {
  if (!world_.faults_ || world_.random_.below(kDisturbed) != 0) return;
  world_.note("disturbed");
  switch (world_.random_.below(down ? 4 : 3)) {
    case 0:
      // A station is told by its transport; what it sends is checked for gaps by the server.
      if (down) return cut(true, true);
      frames.pop_front();
      break;
    case 1:
      frames.push_back(frames.front());
      break;
    case 2:
      if (frames.size() > 1) std::swap(frames[0], frames[1]);
      break;
    default: {
      world_.note("tampered");
      Down frame;
      if (!frame.ParseFromString(frames.front()) || !frame.has_ack() || frame.ack().stored_size() == 0) break;
      Ack& ack = *frame.mutable_ack();
      for (Range* range : {ack.mutable_stored(0), ack.safe_size() > 0 ? ack.mutable_safe(0) : ack.add_safe()}) {
        range->CopyFrom(ack.stored(0));
        range->set_last(range->last() + 5);
      }
      frames.front() = frame.SerializeAsString();
    }
  }
}

// What the station's program does with a store that fails: the session ends, what is on disk stays.
bool Wire::station(const Result<void>& done) {
  if (done) return true;
  world_.note("station " + std::to_string(node_.identity) + " " + std::string(done.error().name()) + " " + done.error().context());
  stationDone_ = true;
  node_.lastFailed = true;
  cut(false, true);
  return false;
}

bool Wire::deliverUp() {
  if (session_ == nullptr || serverDone_ || into_ == nullptr) return false;
  if (up_.empty()) {
    if (!serverCut_ && !(sentAll_ && !readEnded_)) return false;
    readEnded_ = true;
    into_ = nullptr;
    session_->readDone(false);
    return true;
  }
  disturb(up_, false);
  if (up_.empty()) return true;
  Up* const into = std::exchange(into_, nullptr);
  into->Clear();
  const bool whole = into->ParseFromString(up_.front());
  up_.pop_front();
  session_->readDone(whole);
  return true;
}

bool Wire::deliverDown() {
  if (stationDone_ || node_.machine.cut()) return false;
  if (down_.empty()) {
    if (!stationCut_ && !serverFinished_) return false;
    if (!station(exchange_->closed())) return true;
  } else {
    disturb(down_, true);
    if (down_.empty()) return true;
    Down frame;
    LIMEN_CHECK(frame.ParseFromString(down_.front()));
    down_.pop_front();
    if (!station(exchange_->take(std::move(frame)))) return true;
    world_.learn(node_);
    world_.note("  cursor " + std::to_string(node_.store->cursor(world_.scope_).value_or(0)));
  }
  if (exchange_->finished()) {
    stationDone_ = true;
    node_.last = exchange_->report();
    node_.lastFailed = false;
    world_.note("done " + std::to_string(node_.identity) + " " + std::to_string(static_cast<int>(node_.last.outcome)) + " " + node_.last.cause);
    if (node_.last.anotherLog && !world_.copied_.contains(node_.identity)) world_.fail("the server was shown another log of a station that has one disk");
    world_.checkCursor(node_);
    if (node_.last.outcome == SyncReport::Outcome::synced) world_.checkSynced(node_);
    cut(false, true);
  }
  return true;
}

void Wire::closeServer() {
  if (session_ == nullptr || serverDone_) return;
  if (!serverFinished_) session_->cancelled();
  session_->closed();
  serverDone_ = true;
}

bool Wire::advance() {
  // One of what can happen now, drawn; where the drawn one cannot, the next.
  const std::uint64_t first = world_.random_.below(4);
  for (std::uint64_t i = 0; i < 4; ++i) {
    switch ((first + i) % 4) {
      case 0:
        if (deliverUp()) return true;
        break;
      case 1:
        if (deliverDown()) return true;
        break;
      case 2:
        if (writing_ && !serverDone_) {
          writing_ = false;
          session_->writeDone(!serverCut_);
          return true;
        }
        break;
      default:
        if (!stationDone_ && exchange_ && exchange_->mayCut()) {
          const auto more = exchange_->cutNext();
          if (!more) return station(unexpected(more.error())), true;
          sentAll_ = sentAll_ || !*more;
          return true;
        }
    }
  }
  if (session_ && !serverDone_ && (cancelAsked_ || (serverFinished_ && !writing_))) {
    closeServer();
    return true;
  }
  return false;
}

void Wire::cut(bool stationSees, bool serverSees) {
  stationCut_ = stationCut_ || stationSees;
  if (stationSees) down_.clear();
  if (serverSees) {
    serverCut_ = true;
    up_.clear();
  }
  if (serverSees && session_ && !serverDone_) {
    session_->cancelled();
    closeServer();
  }
}

void Wire::serverGone() {
  serverDone_ = true;
  session_.reset();
  stationCut_ = true;
  down_.clear();
}

}  // namespace limen::simulation
