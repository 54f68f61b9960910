// SPDX-License-Identifier: Apache-2.0
#include "sync/directory.h"

#include <catch2/catch_test_macros.hpp>

#include "tests/support/organisation.h"

using namespace limen;
using namespace limen::test;

namespace {

Result<VerifiedDirectory> verified(const TestOrganisation& organisation, ByteView bytes) {
  return VerifiedDirectory::verify(bytes, organisation.root.publicKey(), fromUnixMs(organisation.issuedMs));
}

Bytes serialised(const SignedDirectory& directory) {
  return copyOf(bytesOf(directory.SerializeAsString()));
}

}  // namespace

TEST_CASE("a directory signed by an appointed administrator is taken and answers look-ups", "[sync]") {
  TestOrganisation organisation;
  const std::size_t north = organisation.addStation("north");
  organisation.administratorCertificates.push_back(Hash::make(organisation.random));
  const TestStation& station = organisation.stations[north];
  organisation.letRead(station.user, "health", "border");
  const auto directory = verified(organisation, organisation.signedDirectory());
  REQUIRE(directory);
  CHECK(directory->version() == 1);
  CHECK(directory->organisation() == organisation.id);
  REQUIRE(directory->station(station.id));
  CHECK(directory->stationByCertificate(station.certificate) == directory->station(station.id));
  CHECK(directory->stationByCertificate(Hash::make(organisation.random)) == nullptr);
  CHECK(directory->isAdministratorCertificate(organisation.administratorCertificates[0]));
  CHECK_FALSE(directory->isAdministratorCertificate(station.certificate));
  CHECK(directory->siteGroup("south") == "border");
  CHECK(directory->siteGroup("elsewhere").empty());
  CHECK(directory->reads(station.user, "health", "border"));
  CHECK_FALSE(directory->reads(station.user, "health", "headquarters"));
  CHECK_FALSE(directory->reads(station.user, "legal", "border"));
  CHECK(directory->server("localhost:1"));
  CHECK_FALSE(directory->server("localhost:2"));
  CHECK(directory->appointed(Appointment::DATA_PROTECTION_OFFICER) == std::vector{organisation.officer.publicKey()});
}

TEST_CASE("the compartment key of the highest epoch is the one that counts", "[sync]") {
  TestOrganisation organisation;
  Directory content = organisation.directoryContent();
  CompartmentKey newer = content.compartment_keys(0);
  newer.set_epoch(3);
  *content.add_compartment_keys() = newer;
  newer.set_epoch(2);
  *content.add_compartment_keys() = newer;
  const auto directory = verified(organisation, serialised(signDirectory(content, organisation.administrator)));
  REQUIRE(directory);
  REQUIRE(directory->compartmentKey("operational", "border"));
  CHECK(directory->compartmentKey("operational", "border")->epoch() == 3);
  CHECK(directory->compartmentKey("operational", "nowhere") == nullptr);
}

TEST_CASE("a directory is refused when its chain of signatures does not lead to the root", "[sync]") {
  TestOrganisation organisation;
  organisation.addStation("north");
  const Directory content = organisation.directoryContent();

  SECTION("signed by somebody who was not appointed") {
    CHECK(
        verified(organisation, serialised(signDirectory(content, Signer::generate()))).error().is(DirectoryError::notAppointed));
  }
  SECTION("signed by the protection officer, who is no administrator") {
    CHECK(verified(organisation, serialised(signDirectory(content, organisation.officer)))
              .error()
              .is(DirectoryError::notAppointed));
  }
  SECTION("the administrator's appointment has ended") {
    const auto late = VerifiedDirectory::verify(organisation.signedDirectory(), organisation.root.publicKey(),
                                                fromUnixMs(organisation.appointedUntilMs));
    CHECK(late.error().is(DirectoryError::notAppointed));
  }
  SECTION("an appointment by another root") {
    Directory forged = content;
    const Signer other = Signer::generate(), otherRoot = Signer::generate();
    *forged.add_appointments() = organisation.appointment(Appointment::ADMINISTRATOR, other.publicKey(), otherRoot);
    CHECK(verified(organisation, serialised(signDirectory(forged, other))).error().is(DirectoryError::badSignature));
  }
  SECTION("another pinned root") {
    const auto other = VerifiedDirectory::verify(organisation.signedDirectory(), Signer::generate().publicKey(),
                                                 fromUnixMs(organisation.issuedMs));
    CHECK(other.error().is(DirectoryError::badSignature));
  }
  SECTION("an appointment of another organisation") {
    TestOrganisation sister;
    Directory mixed = content;
    sister.id = OrganisationId::make(sister.random);
    *mixed.add_appointments() =
        sister.appointment(Appointment::ADMINISTRATOR, organisation.officer.publicKey(), organisation.root);
    CHECK(verified(organisation, serialised(signDirectory(mixed, organisation.officer)))
              .error()
              .is(DirectoryError::otherOrganisation));
  }
  SECTION("one flipped bit of the body") {
    SignedDirectory directory = signDirectory(content, organisation.administrator);
    std::string body = directory.body();
    Directory changed = content;
    changed.mutable_stations(0)->set_revoked(true);
    directory.set_body(changed.SerializeAsString());
    CHECK(verified(organisation, serialised(directory)).error().is(DirectoryError::badSignature));
  }
  SECTION("not a directory") {
    CHECK(verified(organisation, Bytes(100, 0xff)).error().is(DirectoryError::malformed));
    CHECK(verified(organisation, Bytes()).error().is(DirectoryError::malformed));
  }
}

TEST_CASE("a directory that contradicts itself is malformed, whoever signed it", "[sync]") {
  TestOrganisation organisation;
  organisation.addStation("north");
  Directory content = organisation.directoryContent();
  const auto refused = [&] {
    return verified(organisation, serialised(signDirectory(content, organisation.administrator)))
        .error()
        .is(DirectoryError::malformed);
  };
  SECTION("two stations with one id") {
    *content.add_stations() = content.stations(0);
  }
  SECTION("a station at a site that is not listed") {
    content.mutable_stations(0)->set_site("elsewhere");
  }
  SECTION("a station with half a key") {
    content.mutable_stations(0)->mutable_ed25519()->resize(16);
  }
  SECTION("a station with an unknown user") {
    content.mutable_stations(0)->add_users(std::string(16, 'u'));
  }
  SECTION("two keys of one epoch") {
    *content.add_compartment_keys() = content.compartment_keys(0);
  }
  SECTION("a fingerprint that is none") {
    content.add_administrator_certificates_sha256("short");
  }
  SECTION("version nought") {
    content.set_version(0);
  }
  CHECK(refused());
}

TEST_CASE("a disabled user reads nothing", "[sync]") {
  TestOrganisation organisation;
  const TestStation& station = organisation.stations[organisation.addStation("north")];
  organisation.letRead(station.user, "health", "border");
  Directory content = organisation.directoryContent();
  content.mutable_users(0)->set_disabled(true);
  const auto directory = verified(organisation, serialised(signDirectory(content, organisation.administrator)));
  REQUIRE(directory);
  CHECK_FALSE(directory->reads(station.user, "health", "border"));
}

TEST_CASE("a grant opens for its user only, and only when its key is the directory's", "[sync]") {
  TestOrganisation organisation;
  const TestStation& station = organisation.stations[organisation.addStation("north")];
  const auto directory = verified(organisation, organisation.signedDirectory());
  REQUIRE(directory);
  const BoxKeys userKeys = BoxKeys::generate();
  Grant grant;
  grant.set_organisation(text(organisation.id.bytes()));
  grant.set_user(text(station.user.bytes()));
  grant.set_compartment("health");
  grant.set_site_group("border");
  grant.set_epoch(1);
  const auto boxOf = [&](const BoxKeys& key) {
    return text(sealTo(userKeys.publicKey(), key.secret().expose(SecretAccess{})).value());
  };
  grant.set_box(boxOf(organisation.compartmentKeys[2]));
  const auto opened = [&](const Signer& giver, const UserId& user, const BoxKeys& keys) {
    return openGrant(bytesOf(signGrant(grant, giver).SerializeAsString()), *directory, user, keys);
  };
  const auto good = opened(organisation.officer, station.user, userKeys);
  REQUIRE(good);
  CHECK(good->publicKey() == organisation.compartmentKeys[2].publicKey());
  CHECK(opened(organisation.administrator, station.user, userKeys));

  CHECK(opened(Signer::generate(), station.user, userKeys).error().is(DirectoryError::wrongGrant));
  CHECK(opened(organisation.officer, UserId::make(organisation.random), userKeys).error().is(DirectoryError::wrongGrant));
  CHECK(opened(organisation.officer, station.user, BoxKeys::generate()).error().is(DirectoryError::wrongGrant));
  SECTION("another key than the directory's") {
    grant.set_box(boxOf(organisation.compartmentKeys[1]));
    CHECK(opened(organisation.officer, station.user, userKeys).error().is(DirectoryError::wrongGrant));
  }
  SECTION("an epoch that the directory does not list") {
    grant.set_epoch(2);
    CHECK(opened(organisation.officer, station.user, userKeys).error().is(DirectoryError::wrongGrant));
  }
  SECTION("changed after it was signed") {
    SignedGrant signedGrant = signGrant(grant, organisation.officer);
    grant.set_epoch(7);
    signedGrant.set_body(grant.SerializeAsString());
    CHECK(openGrant(bytesOf(signedGrant.SerializeAsString()), *directory, station.user, userKeys)
              .error()
              .is(DirectoryError::wrongGrant));
  }
}

TEST_CASE("a scope is the same for everybody and differs by organisation, programme and site", "[sync]") {
  const OrganisationId one, other{.value = {1}};
  CHECK(scopeOf(one, "intake", "north") == scopeOf(one, "intake", "north"));
  CHECK(scopeOf(one, "intake", "north").hex() == "4439464ae27738d6a34b98d91706e138");
  CHECK(scopeOf(one, "intake", "north") != scopeOf(other, "intake", "north"));
  CHECK(scopeOf(one, "intake", "north") != scopeOf(one, "intaken", "orth"));
}
