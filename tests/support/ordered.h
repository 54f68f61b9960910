// SPDX-License-Identifier: Apache-2.0
// A station's folder as far as a wipe looks at it, and orders for it: signed, half-signed, forged.
#pragma once

#include <unistd.h>

#include <atomic>
#include <fstream>
#include <optional>
#include <vector>

#include "core/check.h"
#include "core/files.h"
#include "crypto/certificates.h"
#include "sync/wiping.h"

namespace limen::test {

class FakeOrders final : public OrdersSource {
 public:
  Result<StandingOrders> standing() override {
    ++asked;
    return orders;
  }
  Result<void> answer(const WipeAnswer& answer) override {
    if (silent) return unexpected(TransportError::cut);
    answers.push_back(answer);
    return {};
  }
  StandingOrders orders;
  std::vector<WipeAnswer> answers;
  std::atomic<int> asked{0};
  bool silent = false;
};

struct Ordered {
  Ordered() {
    std::string name = (std::filesystem::temp_directory_path() / "limen-wipe-XXXXXX").string();
    LIMEN_CHECK(::mkdtemp(name.data()) != nullptr);
    home = name;
    authority = Authority::create("Synthetic organisation", clock.now()).value();
    auto request = CertificateRequest::create().value();
    certificatePem = authority.sign(request.requestPem, "station", {}, clock.now(), std::chrono::days(30)).value();
    privateKeyPem = std::move(request.privateKeyPem);
    Kit kit;
    kit.set_organisation(text(organisation.bytes()));
    kit.set_root_ed25519(text(root.publicKey()));
    kit.set_server_address("127.0.0.1:1");
    kit.set_ca_certificate_pem(authority.certificatePem);
    put(kKitFile, kit.SerializeAsString());
    put(kSlotsFile, "synthetic slots");
    put("slots.new", "synthetic slots on their way");
    std::filesystem::create_directories(home / kRingsFolder);
    put("rings/00", "synthetic ring");
    put("rings/00.next", "synthetic ring to come");
    put(kStoreFile, std::string(3 << 20, 's'));
    put("station.db-wal", std::string(4096, 'w'));
    put("interface", "language=ar\n");
    put("kittens.txt", "not ours");
  }
  ~Ordered() { std::filesystem::remove_all(home); }

  void put(const std::string& file, const std::string& content) const { std::ofstream(home / file, std::ios::binary) << content; }
  bool has(const std::string& file) const { return std::filesystem::exists(home / file); }
  bool untouched() const { return has("slots") && has("rings/00") && has("station.db") && has("kit") && !has(kWipeMark); }
  bool gone() const {
    return !has("slots") && !has("slots.new") && !has("rings") && !has("station.db") && !has("station.db-wal") && !has("kit") && has(kWipeMark);
  }

  WipePlace place(std::uint64_t held = 4) const { return {home, certificateFingerprint(certificatePem).value(), held}; }

  Bytes directory(std::uint64_t version = 5, bool revoked = true) const {
    Directory content;
    content.set_organisation(text(organisation.bytes()));
    content.set_version(version);
    content.set_issued_ms(toUnixMs(clock.now()));
    const auto appoint = [&](Appointment::Office office, const Signer& who) {
      Appointment one;
      one.set_organisation(text(organisation.bytes()));
      one.set_office(office);
      one.set_ed25519(text(who.publicKey()));
      one.set_x25519(text(anyBox.publicKey()));
      one.set_not_after_ms(toUnixMs(clock.now() + std::chrono::days(365)));
      *content.add_appointments() = signAppointment(one, root);
    };
    appoint(Appointment::ADMINISTRATOR, administrator);
    appoint(Appointment::DATA_PROTECTION_OFFICER, officer);
    appoint(Appointment::DATA_PROTECTION_OFFICER, secondOfficer);
    appoint(Appointment::PROGRAMME_AUTHOR, author);
    Site* site = content.add_sites();
    site->set_name("river post");
    site->set_group("main");
    Station* own = content.add_stations();
    own->set_site("river post");
    own->set_id(text(station.bytes()));
    own->set_ed25519(text(stationKey.publicKey()));
    own->set_x25519(text(stationBox.publicKey()));
    own->set_certificate_sha256(text(certificateFingerprint(certificatePem).value().bytes()));
    own->set_revoked(revoked);
    const std::string bytes = signDirectory(content, administrator).SerializeAsString();
    return copyOf(bytesOf(bytes));
  }
  WipeOrder order(std::uint64_t version = 5) const {
    WipeOrder out;
    out.id.value.fill(7);
    out.organisation = organisation;
    out.station = station;
    out.directory = version;
    return out;
  }
  WipeOrder signedOrder(std::uint64_t version = 5) const {
    WipeOrder out = order(version);
    out.sign(administrator);
    out.sign(officer);
    return out;
  }
  StandingOrders standing(const WipeOrder& order, const Bytes& directory) const {
    StandingOrders out;
    out.set_wipe(text(order.serialise()));
    out.set_directory(text(directory));
    return out;
  }
  StandingOrders standing() const { return standing(signedOrder(), directory()); }
  static std::string text(ByteView bytes) { return std::string(textOf(bytes)); }

  std::filesystem::path home;
  ManualClock clock{SystemClock().now()};
  Signer root = Signer::generate(), administrator = Signer::generate(), officer = Signer::generate(), secondOfficer = Signer::generate(),
         author = Signer::generate();
  Signer stationKey = Signer::generate();
  BoxKeys stationBox = BoxKeys::generate(), anyBox = BoxKeys::generate();
  Authority authority;
  std::string certificatePem;
  SecretBytes privateKeyPem;
  OrganisationId organisation{{1, 2, 3}};
  StationId station{{4, 5, 6}};
};

}  // namespace limen::test
