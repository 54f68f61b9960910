// SPDX-License-Identifier: Apache-2.0
// A station's store beside its records: opening, named values, shift objects and keys, packages and grants.
#include "store/station_store.h"

#include "store/rows.h"
#include "store/station_schema.h"

namespace limen {

namespace {
constexpr auto takeBlob = [](const Statement& row) { return row.blob(0); };
}

Result<StationStore> StationStore::create(const std::filesystem::path& file, const SecretBytes& key) {
  std::error_code none;
  if (std::filesystem::symlink_status(file, none).type() != std::filesystem::file_type::not_found)
    return unexpected(StoreError::duplicate);
  LIMEN_ASSIGN(Database database, Database::open(file, key, kStationApplication, kStationMigrations, Database::Create::yes));
  return begin(std::move(database));
}

Result<StationStore> StationStore::open(const std::filesystem::path& file, const SecretBytes& key) {
  LIMEN_ASSIGN(Database database, Database::open(file, key, kStationApplication, kStationMigrations, Database::Create::no));
  return begin(std::move(database));
}

Result<StationStore> StationStore::begin(Database database) {
  LIMEN_TRY(database.keepRowSet(kStationRowSet));
  return StationStore(std::move(database));
}

Result<void> StationStore::checkRows(const std::filesystem::path& file, const SecretBytes& key,
                                     const std::atomic<bool>& cancelled) {
  LIMEN_ASSIGN(Database database, Database::open(file, key, kStationApplication, kStationMigrations, Database::Create::no));
  LIMEN_ASSIGN(const bool holds, database.rowSetHolds(kStationRowSet, cancelled));
  if (!holds) return unexpected(StoreError::mixedAges);
  return {};
}

Result<void> StationStore::put(std::string_view name, ByteView value) {
  return database_.cached("INSERT INTO named(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
      .bind(1, name)
      .bind(2, value)
      .run();
}

Result<std::optional<Bytes>> StationStore::get(std::string_view name) {
  return firstRow(database_.cached("SELECT value FROM named WHERE name = ?").bind(1, name), takeBlob);
}

Result<void> StationStore::putShiftObject(const ShiftId& shift, ByteView object) {
  return database_.cached("INSERT INTO shift_object(shift, object) VALUES(?, ?) ON CONFLICT DO NOTHING")
      .bind(1, shift.bytes())
      .bind(2, object)
      .run();
}

Result<std::optional<Bytes>> StationStore::shiftObject(const ShiftId& shift) {
  return firstRow(database_.cached("SELECT object FROM shift_object WHERE shift = ?").bind(1, shift.bytes()), takeBlob);
}

Result<void> StationStore::putShiftKeys(const ShiftId& shift, std::string_view programme, ByteView wrapped) {
  return database_
      .cached(
          "INSERT INTO shift_key(shift, programme, wrapped) VALUES(?, ?, ?) "
          "ON CONFLICT(shift, programme) DO UPDATE SET wrapped = excluded.wrapped")
      .bind(1, shift.bytes())
      .bind(2, programme)
      .bind(3, wrapped)
      .run();
}

Result<std::vector<StationStore::ShiftKeysRow>> StationStore::shiftKeys() {
  std::vector<ShiftKeysRow> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT shift, programme, wrapped FROM shift_key ORDER BY programme, shift"),
                    [&](const Statement& row) {
                      found.push_back({idAt<ShiftId>(row, 0), row.text(1), row.blob(2)});
                    }));
  return found;
}

Result<void> StationStore::dropShiftKeys() {
  return database_.cached("DELETE FROM shift_key").run();
}

// A record pulled before its package has left a row with the hash alone.
Result<void> StationStore::putPackage(const PackageHash& hash, std::string_view programme, std::uint64_t version,
                                      ByteView package) {
  return database_
      .cached(
          "INSERT INTO package(hash, programme, version, content) VALUES(?, ?, ?, ?) ON CONFLICT(hash) DO UPDATE "
          "SET programme = excluded.programme, version = excluded.version, content = excluded.content")
      .bind(1, hash.bytes())
      .bind(2, programme)
      .bind(3, static_cast<std::int64_t>(version))
      .bind(4, package)
      .run();
}

Result<std::optional<Bytes>> StationStore::package(const PackageHash& hash) {
  return firstRow(database_.cached("SELECT content FROM package WHERE hash = ? AND content IS NOT NULL").bind(1, hash.bytes()),
                  takeBlob);
}

Result<std::vector<StationStore::PackageRow>> StationStore::packages() {
  std::vector<PackageRow> found;
  LIMEN_TRY(eachRow(
      database_.cached("SELECT hash, programme, version FROM package WHERE content IS NOT NULL ORDER BY programme, version DESC"),
      [&](const Statement& row) {
        found.push_back({idAt<PackageHash>(row, 0), row.text(1), unsignedAt(row, 2)});
      }));
  return found;
}

Result<void> StationStore::putGrant(const UserId& user, std::string_view compartment, std::string_view siteGroup,
                                    std::uint32_t epoch, ByteView signedGrant) {
  return database_
      .cached(
          "INSERT INTO held_grant(compartment, site_group, epoch, content, user) VALUES(?, ?, ?, ?, ?) "
          "ON CONFLICT(user, compartment, site_group, epoch) DO UPDATE SET content = excluded.content")
      .bind(1, compartment)
      .bind(2, siteGroup)
      .bind(3, static_cast<std::int64_t>(epoch))
      .bind(4, signedGrant)
      .bind(5, user.bytes())
      .run();
}

Result<std::vector<Bytes>> StationStore::grants() {
  std::vector<Bytes> found;
  LIMEN_TRY(eachRow(database_.cached("SELECT content FROM held_grant ORDER BY compartment, site_group, epoch"),
                    [&](const Statement& row) { found.push_back(row.blob(0)); }));
  return found;
}

}  // namespace limen
