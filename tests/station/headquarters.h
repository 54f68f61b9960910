// SPDX-License-Identifier: Apache-2.0
// An organisation with its server, over real TLS on loopback, and what is looked for where nothing may be.
#pragma once

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>

#include "core/files.h"
#include "life.h"
#include "server/server.h"
#include "sync/grpc_client.h"
#include "tap.h"

namespace limen::test {

namespace fs = std::filesystem;

// Marks that no other text contains, in six scripts.
inline const std::array<std::string, 50> kCanaries{
    "Zqvxcanarineaa", "Zqvxcanarineba", "Zqvxcanarineda", "Zqvxcanarineea", "Zqvxcanarinefa",
    "Zqvxcanarinega", "Zqvxcanarineha", "Zqvxcanarineka", "كناريصفصغبب", "كناريصفصغتب",
    "كناريصفصغجب", "كناريصفصغدب", "كناريصفصغرب", "كناريصفصغسب", "كناريصفصغعب",
    "كناريصفصغفب", "ዘቅቭካናሪሀሀ", "ዘቅቭካናሪለሀ", "ዘቅቭካናሪመሀ", "ዘቅቭካናሪረሀ",
    "ዘቅቭካናሪሰሀ", "ዘቅቭካናሪበሀ", "ዘቅቭካናሪተሀ", "ዘቅቭካናሪነሀ", "জক্ভক্যানারিকক",
    "জক্ভক্যানারিগক", "জক্ভক্যানারিচক", "জক্ভক্যানারিজক", "জক্ভক্যানারিটক", "জক্ভক্যানারিডক",
    "জক্ভক্যানারিতক", "জক্ভক্যানারিনক", "Щкфжканарийбб", "Щкфжканарийвб", "Щкфжканарийгб",
    "Щкфжканарийдб", "Щкфжканарийжб", "Щкфжканарийзб", "Щкфжканарийлб", "Щкфжканариймб",
    "झ्क्षकनारीकक", "झ्क्षकनारीगक", "झ्क्षकनारीचक", "झ्क्षकनारीजक", "झ्क्षकनारीटक",
    "झ्क्षकनारीडक", "झ्क्षकनारीतक", "झ्क्षकनारीपक", "Zqvxcanarinezz", "Щкфжканарийюю"};

inline std::string utf16(const std::string& text) {
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : 3;
    unsigned point = length == 1 ? byte : byte & (length == 2 ? 0x1F : 0x0F);
    for (std::size_t j = 1; j < length; ++j) point = point << 6 | (static_cast<unsigned char>(text[i + j]) & 0x3F);
    out += static_cast<char>(point & 0xFF);
    out += static_cast<char>(point >> 8);
    i += length;
  }
  return out;
}

inline std::string base64(const std::string& text) {
  static const char* kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  std::string out;
  for (std::size_t i = 0; i + 3 <= text.size(); i += 3) {
    const unsigned bits = static_cast<unsigned char>(text[i]) << 16 | static_cast<unsigned char>(text[i + 1]) << 8 |
                          static_cast<unsigned char>(text[i + 2]);
    for (int shift = 18; shift >= 0; shift -= 6) out += kLetters[bits >> shift & 63];
  }
  return out;
}

inline std::vector<std::string> formsOf(const std::string& canary) {
  const std::string hex = toHex(bytesOf(canary));
  std::string upper = hex;
  for (char& c : upper) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  // Base64 groups three bytes: what stands before the text decides where they begin.
  return {canary, utf16(canary), hex, upper, base64(canary), base64(canary.substr(1)), base64(canary.substr(2))};
}

inline std::size_t hits(const std::string& content) {
  std::size_t found = 0;
  for (const std::string& canary : kCanaries)
    for (const std::string& form : formsOf(canary)) found += content.find(form) != std::string::npos;
  return found;
}

// Answers everything that is asked: a canary wherever text is taken, the first choice, a day, a number.
inline void answerEverything(Intake& intake, std::size_t& next) {
  for (int round = 0; round < 8; ++round) {
    for (const forms::Entry& entry : intake.form().entries()) {
      if (!forms::storesAnswer(entry.type) || intake.form().readOnly(entry.place) ||
          !forms::isEmpty(intake.form().value(entry.place)))
        continue;
      std::string typed;
      if (entry.type == forms::Type::text) {
        for (int i = 0; i < 4; ++i) typed += (i == 0 ? "" : " ") + kCanaries[next++ % kCanaries.size()];
      }
      if (entry.type == forms::Type::selectOne || entry.type == forms::Type::selectMultiple) {
        const auto choices = intake.form().choices(entry.place);
        if (choices.empty()) continue;
        typed = choices[std::min<std::size_t>(1, choices.size() - 1)].name;
        if (entry.type == forms::Type::selectOne && choices.front().name == "yes") typed = "yes";
      }
      if (entry.type == forms::Type::integer) typed = "1990";
      if (entry.type == forms::Type::date) typed = "1990-02-03";
      if (entry.type == forms::Type::geopoint) typed = "12.5 40.25";
      if (typed.empty()) continue;
      if (auto value = intake.form().parse(entry.place, typed)) (void)intake.form().set(entry.place, *value);
    }
  }
  // What the form would not take, it may leave empty.
  for (const forms::Place& place : intake.form().problems()) {
    const auto number = intake.form().parse(place, "7");
    if (number && intake.form().form().node(place.question).type == forms::Type::integer) must(intake.form().set(place, *number));
    if (intake.form().problem(place) == forms::Problem::constraint) must(intake.form().set(place, forms::Empty{}));
  }
}

// Everything a program may leave behind by the way (temporary files, settings, caches, what it says, core files) comes to lie in
// folders below `folder`, where it is searched with the rest. Whoever writes elsewhere, a backup say, writes below it too.
class Surrounded {
 public:
  explicit Surrounded(const fs::path& folder) : before_(fs::current_path()), error_(::dup(STDERR_FILENO)) {
    for (const char* name : {"TMPDIR", "SQLITE_TMPDIR", "HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME"}) {
      const char* value = std::getenv(name);
      was_.emplace_back(name, value == nullptr ? std::optional<std::string>() : std::optional<std::string>(value));
      fs::create_directories(folder / "around" / name);
      ::setenv(name, (folder / "around" / name).c_str(), 1);
    }
    fs::current_path(folder / "around");
    log_ = std::fopen((folder / "around/log").c_str(), "w");
    ::dup2(::fileno(log_), STDERR_FILENO);
  }
  ~Surrounded() {
    ::dup2(error_, STDERR_FILENO);
    ::close(error_);
    std::fclose(log_);
    fs::current_path(before_);
    for (const auto& [name, value] : was_) value ? ::setenv(name.c_str(), value->c_str(), 1) : ::unsetenv(name.c_str());
  }
  Surrounded(const Surrounded&) = delete;
  Surrounded& operator=(const Surrounded&) = delete;

 private:
  std::vector<std::pair<std::string, std::optional<std::string>>> was_;
  fs::path before_;
  int error_;
  std::FILE* log_ = nullptr;
};

struct Headquarters {
  Headquarters() : world({"operational", "identity", "family", "health", "legal"}, "127.0.0.1:" + std::to_string(tap.port())) {
    world.clock.setWall(SystemClock().now());  // TLS looks at the real day
    fs::remove_all(world.organisation());
    OrganisationPlan plan;
    plan.name = "Synthetic relief";
    plan.sites = {"river post", "headquarters"};
    plan.compartments = {"operational", "identity", "family", "health", "legal"};
    plan.serverAddress = address();
    must(initOrganisation(world.organisation(), plan,
                          {secret(kRootPassphrase), secret(kAdministratorPassphrase), secret(kOfficerPassphrase)}, kCheap,
                          world.clock, world.random));
    Organisation organisation = world.open();
    auto identity = must(organisation.addServer(address()));
    ServerFolder folder;
    folder.certificatePem = identity.tls.certificatePem;
    folder.authorityPem = organisation.authority().certificatePem;
    folder.tlsKeyPem = std::move(identity.tls.privateKeyPem);
    folder.receiptSeed = std::move(identity.receiptSeed);
    folder.erasureSecret = std::move(identity.erasureSecret);
    folder.erasureKeyId = identity.erasureKeyId;
    Kit kit;
    const Bytes kitBytes = organisation.kit();
    REQUIRE(kit.ParseFromArray(kitBytes.data(), static_cast<int>(kitBytes.size())));
    folder.root = *publicKeyFrom(bytesOf(kit.root_ed25519()));
    folder.directory = organisation.directory().bytes();
    must(folder.create(serverFolder(), storeKey));
    auto book = must(forms::readWorkbook(fs::path(LIMEN_SOURCE_DIR) / "resources/programmes/border-intake"));
    // A case worker of this programme may read health and family as well; each opens only once its key is granted.
    for (forms::Sheet& sheet : book.sheets) {
      if (sheet.name != "compartments") continue;
      const auto readers = std::find(sheet.headings.begin(), sheet.headings.end(), "readers") - sheet.headings.begin();
      for (forms::Row& row : sheet.rows)
        if (row.cells.front() == "health" || row.cells.front() == "family")
          row.cells[static_cast<std::size_t>(readers)] += " case_worker";
    }
    for (forms::Sheet& sheet : book.sheets) {  // and no rule takes that away again
      const auto readers = std::find(sheet.headings.begin(), sheet.headings.end(), "readers") - sheet.headings.begin();
      for (forms::Row& row : sheet.rows)
        if (sheet.name == "risk" && row.cells.front() == "health_need") row.cells[static_cast<std::size_t>(readers)] += " case_worker";
    }
    programme = programmeOf(book, organisation.directory().organisation());
    package = world.addPackage(programme);
  }

  std::string address() const { return "127.0.0.1:" + std::to_string(tap.port()); }
  fs::path serverFolder() const { return world.folder / "server"; }

  void startServer() {
    const ServerFolder folder = must(ServerFolder::load(serverFolder(), storeKey));
    server = must(Server::start(folder, must(openServerStore(serverFolder(), storeKey)), {}, world.clock));
    tap.connectTo(server->port());
  }
  void stopServer() {
    tap.connectTo(0);
    server->stop();
    server.reset();
  }

  GrpcClient administrator(const Organisation& organisation) {
    return GrpcClient({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
  }

  // The whole way over the wire: offer, ask, compare the words, approve, ask again.
  Desk enrolDesk(const std::string& name, const std::string& role, const std::string& site) {
    Organisation organisation = world.open();
    GrpcClient admin({address(), organisation.authority().certificatePem}, &organisation.administratorTls());
    Desk desk;
    desk.user = must(organisation.addUser(name, role, "main", world.random));
    desk.home = world.folder / ("home-" + name);
    must(admin.publishDirectory(organisation.directory().bytes()));
    const auto invitation = must(organisation.invite(desk.user, site, world.random));
    must(admin.offer(invitation.offer));
    GrpcClient stranger({address(), organisation.authority().certificatePem}, nullptr);
    const auto ask = [&] {
      return must(enrol(desk.home, organisation.kit(), invitation.code, name, secret(kUserPassphrase), kCheap,
                        world.surroundings(), [&](const EnrolRequest& request) { return stranger.enrol(request); }));
    };
    const EnrolResult first = ask();
    REQUIRE_FALSE(first.approved);
    const Applicants waiting = must(admin.waiting());
    REQUIRE(waiting.waiting_size() == 1);
    const auto wrong =
        organisation.approve(waiting.waiting(0), "babab " + first.fingerprint.substr(6), secret(kOfficerPassphrase));
    CHECK_FALSE(wrong);
    std::string typed = first.fingerprint;
    std::transform(typed.begin(), typed.end(), typed.begin(),
                   [](char c) { return static_cast<char>(std::toupper(static_cast<unsigned char>(c))); });
    must(admin.approve(must(organisation.approve(waiting.waiting(0), typed, secret(kOfficerPassphrase)))));
    REQUIRE(ask().approved);
    return desk;
  }

  Result<SyncReport> sync(Vault& vault) {
    GrpcClient client({vault.serverAddress(), vault.authorityPem()}, &vault.tls());
    const std::atomic<bool> cancelled{false};
    return syncNow(vault, client, {}, cancelled);
  }

  Tap tap;
  World world;
  SecretBytes storeKey = SecretBytes::random(32);
  std::shared_ptr<const Programme> programme;
  Bytes package;
  std::unique_ptr<Server> server;
};

}  // namespace limen::test
