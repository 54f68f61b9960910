// SPDX-License-Identifier: Apache-2.0
// A desk with who answers for data protection, a reader elsewhere, the real server between them; and what stands in their stores.
#pragma once

#include <algorithm>
#include <deque>

#include "served.h"
#include "station/erasure.h"
#include "store/embedded_server_schema.h"

namespace limen::test {

inline const std::string kMark = "Zqvxcanarineaa", kOther = "Zqvxcanarineba";

template <class Value, class Cause>
void refusedWith(const Result<Value>& result, Cause cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().room() << "." << result.error().name());
  CHECK(result.error().is(cause));
}

// Every cell of every table, as who has the key reads it.
inline std::string everyCell(Database& database) {
  static std::deque<std::string> queries;  // a connection keeps the text of what it prepared
  const auto column = [&](std::string sql) {
    std::vector<std::string> out;
    Statement& rows = database.cached(queries.emplace_back(std::move(sql)));
    while (must(rows.step())) out.emplace_back(textOf(rows.blob(0)));
    return out;
  };
  std::string out;
  for (const std::string& table : column("SELECT name FROM sqlite_schema WHERE type = 'table'"))
    for (const std::string& name : column("SELECT name FROM pragma_table_info('" + table + "')"))
      for (const std::string& cell : column("SELECT CAST(\"" + name + "\" AS BLOB) FROM \"" + table + "\"")) out += cell + "\n";
  return out;
}

inline bool isIn(const std::string& content, ByteView bytes) {
  return content.find(textOf(bytes)) != std::string::npos;
}

inline void workbookOfThis(forms::Workbook& book) {
  for (forms::Sheet& sheet : book.sheets) {
    if (sheet.name == "roles") sheet.rows.push_back({6, {"data_officer", "protect", "data officer", "مسؤول البيانات"}});
    for (forms::Row& row : sheet.rows)
      if (sheet.name == "roles" && row.cells[0] == "case_worker") row.cells[1] = "read amend sync";
  }
}

struct Erasing : Served {
  Erasing() : Served(workbookOfThis) {
    officer = admit("Officer for Data", "data_officer", kSecondPassphrase);
    reader = world.enrolDesk("Case Worker One", "case_worker", "north gate");
    std::vector<Bytes> grants;
    for (const char* compartment : {"operational", "identity"})
      grants.push_back(must(world.open().grantReader(reader.user, compartment, secret(kOfficerPassphrase))));
    publish();
    Vault vault = world.unlock(reader);
    must(vault.takeDirectory(world.open().directory().bytes()));
    for (const Bytes& grant : grants) must(vault.takeGrant(grant));
  }
  void take(SyncReport report) {
    INFO(report.cause);
    REQUIRE(report.outcome == SyncReport::Outcome::synced);
    last = std::move(report);
  }
  void syncAt(const Desk& at) {
    Vault vault = world.unlock(at);
    take(must(sync(vault)));
    while (must(indexPulled(vault, 10))) {
    }
  }
  RecordId captured(const std::string& name, const std::string& remark) {
    Vault vault = world.unlockInShift(desk);
    const RecordId record = capture(vault, must(vault.programmes()).front(), name, remark);
    must(vault.closeShift());
    return record;
  }
  // As the command does it.
  Result<void> erase(const RecordId& record, const std::string& reason, const UserId& second, const std::string& passphrase) {
    Vault vault = unlockAs(officer, kSecondPassphrase);
    Approvals approvals(vault, Approvals::Entry::typedNow);
    LIMEN_ASSIGN(ErasureOrder order, prepareErasure(vault, record, reason));
    LIMEN_ASSIGN(const RequestId request, approvals.ask(Act::erase, order.subject()));
    LIMEN_TRY(confirmErasure(vault, approvals, request, order, second, secret(passphrase)));
    LIMEN_ASSIGN(Permit permit, approvals.permit(Act::erase, order.subject()));
    return eraseRecord(vault, std::move(permit), std::move(order));
  }
  std::string at(const Desk& where) {
    Vault vault = world.unlock(where);
    return everyCell(vault.store().database());
  }
  std::string atServer() { return atServer(world.folder / "server", storeKey); }
  std::string atServer(const std::filesystem::path& folder, const SecretBytes& key) {
    Database database =
        must(Database::open(serverStorePath(folder), serverStoreKey(key), kServerApplication, kServerMigrations, Database::Create::no));
    return everyCell(database);
  }
  std::uint64_t logged(const Desk& where, std::string_view act, std::string_view result) {
    Vault vault = world.unlock(where);
    std::uint64_t found = 0;
    for (const AuditEntry& entry : must(vault.store().auditEntries(1, 5000))) found += entry.act.act == act && entry.act.result == result;
    return found;
  }

  UserId officer;
  Desk reader;
  SyncReport last;
};

struct Secrets {
  std::vector<Bytes> ciphertexts;
  std::vector<ErasurePart> parts;
};
inline Secrets secretsOf(Vault& vault, const RecordId& record) {
  Secrets out;
  for (const RevisionRow& row : must(vault.store().revisions(record))) {
    for (const SealedPart& part : row.revision.parts())
      if (!part.ciphertext.empty()) out.ciphertexts.push_back(copyOf(part.ciphertext));
    for (const auto& [compartment, part] : row.erasureParts) out.parts.push_back(part);
  }
  return out;
}

// How many of the mark and the secrets are there.
inline std::size_t found(const std::string& content, const std::string& mark, const Secrets& secrets) {
  std::size_t hits = content.find(mark) != std::string::npos ? 1 : 0;
  for (const Bytes& each : secrets.ciphertexts) hits += isIn(content, each);
  for (const ErasurePart& each : secrets.parts) hits += isIn(content, each);
  return hits;
}

}  // namespace limen::test
