// SPDX-License-Identifier: Apache-2.0
// One session: a station's exchange, a server's session, and the frames under way between them.
#pragma once

#include <deque>
#include <memory>
#include <string>

#include "world.h"

namespace limen::simulation {

class StationHost final : public ExchangeHost {
 public:
  StationHost(World& world, Node& node) : world_(world), node_(node) {}
  StationStore& store() override { return *node_.store; }
  const Clock& clock() const override { return node_.clock; }
  const StationId& station() const override;
  const Signer& stationSigner() const override;
  const BoxKeys& stationBox() const override;
  const VerifiedDirectory& directory() const override { return *node_.directory; }
  const ServerKey* server() const override { return node_.directory->server("localhost:1"); }
  Result<void> takeDirectory(ByteView signedDirectory) override;
  Result<void> takePackage(ByteView package) override;
  bool protects(const ScopeId&, const std::string& role) override { return role == "protector"; }
  AuditAct act(std::string_view word, std::string_view result) const override;
  Result<bool> restored() override { return false; }  // its stations come back by their disks, tests/station has the backups
  Result<void> endRestore() override { return {}; }

 private:
  World& world_;
  Node& node_;
};

class Wire final : private SessionLink {
 public:
  Wire(World& world, Node& node);
  ~Wire() override;
  bool start();               // false: the store failed
  bool advance();             // one thing that can happen next; false: nothing can
  void cut(bool stationSees, bool serverSees);
  void serverGone();
  bool finished() const { return stationDone_; }
  bool over() const { return stationDone_ && serverDone_; }

 private:
  void startRead(Up& into) override { into_ = &into; }
  void startWrite(const Down& frame) override;
  void finish(Ending) override { serverFinished_ = true; }
  void cancel() override { cancelAsked_ = true; }
  void send(const Up& frame);
  void disturb(std::deque<std::string>& frames, bool down);
  bool station(const Result<void>& done);
  bool deliverUp();
  bool deliverDown();
  void closeServer();

  World& world_;
  Node& node_;
  std::unique_ptr<Exchange> exchange_;
  std::shared_ptr<Session> session_;
  std::deque<std::string> up_, down_;
  Up* into_ = nullptr;
  bool writing_ = false, sentAll_ = false, readEnded_ = false;
  bool serverFinished_ = false, serverDone_ = false, stationDone_ = false, cancelAsked_ = false;
  bool stationCut_ = false, serverCut_ = false;
};

}  // namespace limen::simulation
