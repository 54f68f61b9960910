// SPDX-License-Identifier: Apache-2.0
// A station, a server that stands still while bundles are taken, and a stick between them.
#pragma once

#include "server/courier_desk.h"
#include "station/courier.h"
#include "tests/station/pictured.h"

namespace limen::test {

namespace fs = std::filesystem;

struct Carried : Pictured {
  Carried() {
    fs::create_directories(stick());
    standStill();
  }
  fs::path stick() const { return world.folder / "stick"; }
  fs::path serverFolder() const { return world.folder / "server"; }

  void standStill() {
    tap.connectTo(0);
    if (server) server->stop();
    server.reset();
  }
  void goOn() {
    server = must(Server::start(must(ServerFolder::load(serverFolder(), storeKey)), must(openServerStore(serverFolder(), storeKey)), {}, world.clock));
    tap.connectTo(server->port());
  }

  std::vector<fs::path> write(Vault& vault, PicturePolicy pictures = PicturePolicy::all, std::size_t fullBundle = kFullBundle) {
    const std::atomic<bool> cancelled{false};
    return must(exportCourier(vault, stick(), pictures, {}, cancelled, fullBundle)).files;
  }
  Result<BundleAnswer> answerTo(const fs::path& bundle) { return answerTo(must(readFile(bundle, kMaxCourierBytes))); }
  Result<BundleAnswer> answerTo(const Bytes& bundle) {
    const auto counter = must(CourierDesk::open(serverFolder(), storeKey, world.clock, world.random));
    return counter->answer(bundle, stick());
  }
  std::vector<fs::path> answersTo(const std::vector<fs::path>& bundles) {
    std::vector<fs::path> out;
    for (const fs::path& bundle : bundles)
      for (const fs::path& file : must(answerTo(bundle)).files) out.push_back(file);
    return out;
  }
  CourierTaken bring(Vault& vault, const std::vector<fs::path>& files) {
    const std::atomic<bool> cancelled{false};
    return must(importCourier(vault, files, cancelled));
  }
  fs::path put(const std::string& name, const Bytes& content) {
    const fs::path file = stick() / (name + std::string(kCourierEnding));
    must(writeFile(file, content));
    return file;
  }

  // What the server has: of each scope the last number and the ends of chains.
  std::string atServer() {
    auto store = must(openServerStore(serverFolder(), storeKey));
    std::string out;
    Vault vault = world.unlock(desk);
    const ScopeId scope = vault.scope(*programme);
    out += std::to_string(must(store->lastNumber(scope)));
    for (const ServerChainEnd& end : must(store->chainEnds(scope))) out += " " + std::to_string(end.counter) + ":" + end.hash.hex().substr(0, 8);
    return out;
  }
};

}  // namespace limen::test
