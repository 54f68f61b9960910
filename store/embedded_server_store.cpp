// SPDX-License-Identifier: Apache-2.0
// The embedded server store beside its runs: opening, directory, packages, enrolments, named values.
#include "store/embedded_server_store.h"

#include "store/embedded_server_schema.h"
#include "store/rows.h"

namespace limen {

Result<std::unique_ptr<ServerStore>> openEmbeddedServerStore(const std::filesystem::path& file, const SecretBytes& key,
                                                             Database::Create create) {
  LIMEN_ASSIGN(Database writer, Database::open(file, key, kServerApplication, kServerMigrations, create));
  LIMEN_ASSIGN(Database reader, Database::open(file, key, kServerApplication, kServerMigrations, Database::Create::no));
  return std::unique_ptr<ServerStore>(std::make_unique<EmbeddedServerStore>(std::move(writer), std::move(reader)));
}

namespace {
constexpr auto takeBlob = [](const Statement& row) { return row.blob(0); };

EnrolmentRow enrolmentAt(const Statement& row) {
  EnrolmentRow out;
  out.codeHash = idAt<Hash>(row, 0);
  out.user = idAt<UserId>(row, 1);
  out.site = row.text(2);
  out.expiresMs = row.integer(3);
  out.tries = static_cast<std::uint32_t>(row.integer(4));
  out.request = row.blob(5);
  out.approval = row.blob(6);
  return out;
}
}  // namespace

Result<std::uint64_t> EmbeddedServerStore::epoch() {
  const std::lock_guard lock(reading_);
  LIMEN_ASSIGN(const auto epoch,
               firstRow(reader_.cached("SELECT epoch FROM epoch"), [](const Statement& row) { return unsignedAt(row, 0); }));
  if (!epoch) return unexpected(StoreError::damaged, "epoch");
  return *epoch;
}

Result<void> EmbeddedServerStore::putDirectory(std::uint64_t version, ByteView signedDirectory) {
  const std::lock_guard lock(writing_);
  LIMEN_TRY(writer_
                .cached("INSERT INTO directory(id, version, content) VALUES(1, ?, ?) ON CONFLICT(id) DO UPDATE "
                        "SET version = excluded.version, content = excluded.content WHERE excluded.version > version")
                .bind(1, static_cast<std::int64_t>(version))
                .bind(2, signedDirectory)
                .run());
  if (writer_.changes() == 0) return unexpected(StoreError::duplicate, "directory");
  return {};
}

Result<std::optional<Bytes>> EmbeddedServerStore::directory() {
  const std::lock_guard lock(reading_);
  return firstRow(reader_.cached("SELECT content FROM directory"), takeBlob);
}

Result<void> EmbeddedServerStore::putPackage(const PackageHash& hash, ByteView package) {
  const std::lock_guard lock(writing_);
  return writer_.cached("INSERT INTO package(hash, content) VALUES(?, ?) ON CONFLICT(hash) DO NOTHING")
      .bind(1, hash.bytes())
      .bind(2, package)
      .run();
}

Result<std::vector<Bytes>> EmbeddedServerStore::packages() {
  const std::lock_guard lock(reading_);
  std::vector<Bytes> all;
  LIMEN_TRY(eachRow(reader_.cached("SELECT content FROM package ORDER BY id"),
                    [&](const Statement& row) { all.push_back(row.blob(0)); }));
  return all;
}

Result<void> EmbeddedServerStore::putEnrolment(const EnrolmentRow& row) {
  const std::lock_guard lock(writing_);
  return writer_
      .cached(
          "INSERT INTO enrolment(code_hash, user, site, expires, tries, request, approval) VALUES(?, ?, ?, ?, ?, ?, ?) "
          "ON CONFLICT(code_hash) DO UPDATE SET user = excluded.user, site = excluded.site, expires = excluded.expires, "
          "tries = excluded.tries, request = excluded.request, approval = excluded.approval")
      .bind(1, row.codeHash.bytes())
      .bind(2, row.user.bytes())
      .bind(3, std::string_view(row.site))
      .bind(4, row.expiresMs)
      .bind(5, static_cast<std::int64_t>(row.tries))
      .bind(6, ByteView(row.request))
      .bind(7, ByteView(row.approval))
      .run();
}

Result<std::optional<EnrolmentRow>> EmbeddedServerStore::enrolment(const Hash& codeHash) {
  const std::lock_guard lock(reading_);
  return firstRow(
      reader_.cached("SELECT code_hash, user, site, expires, tries, request, approval FROM enrolment WHERE code_hash = ?")
          .bind(1, codeHash.bytes()),
      enrolmentAt);
}

Result<std::vector<EnrolmentRow>> EmbeddedServerStore::enrolments() {
  const std::lock_guard lock(reading_);
  std::vector<EnrolmentRow> all;
  LIMEN_TRY(eachRow(reader_.cached("SELECT code_hash, user, site, expires, tries, request, approval FROM enrolment ORDER BY id"),
                    [&](const Statement& row) { all.push_back(enrolmentAt(row)); }));
  return all;
}

Result<void> EmbeddedServerStore::put(std::string_view name, ByteView value) {
  const std::lock_guard lock(writing_);
  return writer_.cached("INSERT INTO named(name, value) VALUES(?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value")
      .bind(1, name)
      .bind(2, value)
      .run();
}

Result<std::optional<Bytes>> EmbeddedServerStore::get(std::string_view name) {
  const std::lock_guard lock(reading_);
  return firstRow(reader_.cached("SELECT value FROM named WHERE name = ?").bind(1, name), takeBlob);
}

}  // namespace limen
