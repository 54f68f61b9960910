// SPDX-License-Identifier: Apache-2.0
// A synthetic organisation for tests of sync and server: keys, a signed directory, sealed revisions, signed runs. Nothing of a
// real place or person.
#pragma once

#include <string>
#include <vector>

#include "core/random.h"
#include "crypto/envelope.h"
#include "crypto/hash.h"
#include "proto/programme.pb.h"
#include "sync/directory.h"
#include "sync/run.h"

namespace limen::test {

inline std::string text(ByteView bytes) {
  return std::string(textOf(bytes));
}

struct TestStation {
  StationId id;
  std::string site;
  Signer signer = Signer::generate();
  BoxKeys box = BoxKeys::generate();
  Hash certificate;
  UserId user;
  bool revoked = false;
};

struct TestUser {
  UserId id;
  std::string role, group;
};

struct TestOrganisation {
  SeededRandom random{7};
  OrganisationId id = OrganisationId::make(random);
  Signer root = Signer::generate(), administrator = Signer::generate(), officer = Signer::generate();
  Signer receipt = Signer::generate();
  BoxKeys erasure = BoxKeys::generate();
  std::uint32_t erasureKeyId = 1;
  std::vector<std::string> compartmentNames{"operational", "identity", "health", "legal", "family"};
  std::vector<BoxKeys> compartmentKeys;
  std::vector<Site> sites;
  std::vector<TestUser> users;
  std::vector<TestStation> stations;
  std::vector<Reading> readings;
  std::vector<Hash> administratorCertificates;
  std::uint64_t version = 1;
  std::int64_t issuedMs = 1'795'000'000'000, appointedUntilMs = 1'795'000'000'000 + 365ll * 24 * 3600 * 1000;

  TestOrganisation() {
    for (std::size_t i = 0; i < compartmentNames.size(); ++i) compartmentKeys.push_back(BoxKeys::generate());
    addSite("north", "border");
    addSite("south", "border");
    addSite("centre", "headquarters");
  }

  void addSite(const std::string& name, const std::string& group) {
    Site site;
    site.set_name(name);
    site.set_group(group);
    sites.push_back(site);
  }
  std::string groupOf(const std::string& site) const {
    for (const Site& each : sites) {
      if (each.name() == site) return each.group();
    }
    return {};
  }
  std::size_t addStation(const std::string& site) {
    TestStation station{
        .id = StationId::make(random), .site = site, .certificate = Hash::make(random), .user = UserId::make(random)};
    users.push_back({station.user, "officer", groupOf(site)});
    stations.push_back(std::move(station));
    return stations.size() - 1;
  }
  void letRead(const UserId& user, const std::string& compartment, const std::string& group) {
    Reading reading;
    reading.set_user(text(user.bytes()));
    reading.set_compartment(compartment);
    reading.set_site_group(group);
    readings.push_back(reading);
  }

  SignedAppointment appointment(Appointment::Office office, const PublicKey& key, const Signer& by) const {
    Appointment content;
    content.set_organisation(text(id.bytes()));
    content.set_office(office);
    content.set_ed25519(text(key));
    content.set_not_after_ms(appointedUntilMs);
    return signAppointment(content, by);
  }

  Directory directoryContent(const std::string& serverAddress = "localhost:1") const {
    Directory directory;
    directory.set_organisation(text(id.bytes()));
    directory.set_organisation_name("Synthetic organisation");
    directory.set_version(version);
    directory.set_issued_ms(issuedMs);
    *directory.add_appointments() = appointment(Appointment::ADMINISTRATOR, administrator.publicKey(), root);
    *directory.add_appointments() = appointment(Appointment::DATA_PROTECTION_OFFICER, officer.publicKey(), root);
    *directory.add_appointments() = appointment(Appointment::PROGRAMME_AUTHOR, administrator.publicKey(), root);
    for (const Site& site : sites) *directory.add_sites() = site;
    for (const TestUser& each : users) {
      User& user = *directory.add_users();
      user.set_id(text(each.id.bytes()));
      user.set_name("User " + each.id.hex().substr(0, 4));
      user.set_role(each.role);
      user.set_site_group(each.group);
    }
    for (const TestStation& each : stations) {
      Station& station = *directory.add_stations();
      station.set_id(text(each.id.bytes()));
      station.set_site(each.site);
      station.set_ed25519(text(each.signer.publicKey()));
      station.set_x25519(text(each.box.publicKey()));
      station.set_certificate_sha256(text(each.certificate.bytes()));
      station.set_revoked(each.revoked);
      station.add_users(text(each.user.bytes()));
    }
    ServerKey& server = *directory.add_servers();
    server.set_address(serverAddress);
    server.set_receipt_ed25519(text(receipt.publicKey()));
    server.set_erasure_key_id(erasureKeyId);
    server.set_erasure_x25519(text(erasure.publicKey()));
    for (const std::string group : {"border", "headquarters"}) {
      for (std::size_t i = 0; i < compartmentNames.size(); ++i) {
        CompartmentKey& key = *directory.add_compartment_keys();
        key.set_compartment(compartmentNames[i]);
        key.set_site_group(group);
        key.set_epoch(1);
        key.set_x25519(text(compartmentKeys[i].publicKey()));
      }
    }
    for (const Reading& reading : readings) *directory.add_readings() = reading;
    for (const Hash& each : administratorCertificates) directory.add_administrator_certificates_sha256(text(each.bytes()));
    return directory;
  }
  Bytes signedDirectory() const { return copyOf(bytesOf(signDirectory(directoryContent(), administrator).SerializeAsString())); }

  Bytes package(const std::string& programmeId, std::uint64_t programmeVersion = 1) const {
    programme::Programme content;
    content.set_id(programmeId);
    content.set_version(programmeVersion);
    content.set_organisation(text(id.bytes()));
    programme::Package package;
    package.set_body(content.SerializeAsString());
    for (const Signer* signer : {&administrator, &officer}) {
      auto& signature = *package.add_signatures();
      signature.set_signer(text(signer->publicKey()));
      signature.set_signature(text(signer->sign("limen/package/v1", bytesOf(package.body()))));
    }
    return copyOf(bytesOf(package.SerializeAsString()));
  }

  std::vector<CompartmentKeyRef> compartments() const {
    std::vector<CompartmentKeyRef> out;
    for (std::size_t i = 0; i < compartmentNames.size(); ++i) {
      out.push_back({.name = compartmentNames[i], .epoch = 1, .key = compartmentKeys[i].publicKey()});
    }
    return out;
  }
};

// One station's chain in one scope, growing.
class TestChain {
 public:
  TestChain(TestOrganisation& organisation, std::size_t station, const std::string& programme)
      : organisation_(organisation),
        station_(station),
        scope_(scopeOf(organisation.id, programme, organisation.stations[station].site)),
        opened_(open()),
        writer_(opened_.object.writer) {}

  const ScopeId& scope() const { return scope_; }
  const ShiftKeys::Opened& shift() const { return opened_; }
  std::uint64_t end() const { return revisions_.size(); }
  Hash hashAt(std::uint64_t counter) const { return counter == 0 ? Hash{} : chain_[counter - 1]; }
  const SealedRevision& revision(std::uint64_t counter) const { return revisions_[counter - 1]; }
  const ErasureSeed& seed(std::uint64_t counter) const { return seeds_[counter - 1]; }

  // `partBytes` of content in each compartment.
  void addRecords(std::size_t count, std::size_t partBytes = 20) {
    for (std::size_t i = 0; i < count; ++i) {
      RevisionHeader header;
      header.record = RecordId::make(organisation_.random);
      header.id = {writer_, end() + 1};
      header.shift = opened_.object.shift;
      header.package = package_;
      ErasureSeed seed{};
      organisation_.random.fill(seed);
      std::vector<Sealer::Content> contents;
      for (std::size_t c = 0; c < organisation_.compartmentNames.size(); ++c) {
        Bytes answers(partBytes);
        organisation_.random.fill(answers);
        contents.push_back({.compartment = static_cast<std::uint8_t>(c), .padded = pad(answers)});
      }
      auto sealed = Sealer::seal(header, std::move(contents), opened_.keys, seed);
      LIMEN_CHECK(sealed.has_value());
      chain_.push_back(chainStep(hashAt(end()), sealed->hash()));
      revisions_.push_back(std::move(sealed).value());
      seeds_.push_back(seed);
    }
  }

  Run cut(std::uint64_t first, std::uint64_t last, bool withShift = true) const {
    Run run;
    run.station = organisation_.stations[station_].id;
    run.scope = scope_;
    run.first = first;
    run.last = last;
    run.before = hashAt(first - 1);
    run.after = hashAt(last);
    if (withShift) run.shiftObjects.push_back(opened_.object);
    run.revisions.assign(revisions_.begin() + static_cast<std::ptrdiff_t>(first - 1),
                         revisions_.begin() + static_cast<std::ptrdiff_t>(last));
    run.erasureKeyId = organisation_.erasureKeyId;
    run.seeds =
        sealSeeds({seeds_.begin() + static_cast<std::ptrdiff_t>(first - 1), seeds_.begin() + static_cast<std::ptrdiff_t>(last)},
                  organisation_.erasure.publicKey())
            .value();
    run.sign(organisation_.stations[station_].signer);
    return run;
  }
  // The whole chain as runs of about `bytes` each.
  std::vector<Run> cutAll(std::uint64_t revisionsEach, std::uint64_t from = 1) const {
    std::vector<Run> runs;
    for (std::uint64_t first = from; first <= end(); first += revisionsEach) {
      runs.push_back(cut(first, std::min(end(), first + revisionsEach - 1), first == from));
    }
    return runs;
  }

 private:
  ShiftKeys::Opened open() {
    const TestStation& station = organisation_.stations[station_];
    auto opened = ShiftKeys::open(ShiftId::make(organisation_.random), station.id, WriterId::make(organisation_.random),
                                  organisation_.compartments(), station.signer);
    LIMEN_CHECK(opened.has_value());
    return std::move(opened).value();
  }

  TestOrganisation& organisation_;
  std::size_t station_;
  ScopeId scope_;
  ShiftKeys::Opened opened_;
  WriterId writer_;
  PackageHash package_ = PackageHash::make(organisation_.random);
  std::vector<SealedRevision> revisions_;
  std::vector<ErasureSeed> seeds_;
  std::vector<Hash> chain_;
};

}  // namespace limen::test
