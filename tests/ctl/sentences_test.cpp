// SPDX-License-Identifier: Apache-2.0
#include "ctl/sentences.h"

#include <catch2/catch_test_macros.hpp>
#include <set>

#include "ctl/command.h"
#include "store/database.h"
#include "sync/transport.h"

using namespace limen;

TEST_CASE("every cause of every room has a sentence of its own", "[ctl]") {
  std::set<std::string_view> sentences;
  std::set<std::pair<std::string_view, std::string_view>> causes;
  std::set<std::string_view> rooms;
  for (const KnownCause& known : allCauses()) {
    INFO(known.error.room() << "." << known.error.name());
    CHECK(known.sentence.size() > 30);
    CHECK(known.sentence.back() == '.');
    CHECK(known.sentence.front() >= 'A');
    CHECK(known.sentence.front() <= 'Z');
    CHECK(sentences.insert(known.sentence).second);
    CHECK(causes.insert({known.error.room(), known.error.name()}).second);
    CHECK(known.error.name() != "unknown");
    CHECK(known.code != ExitCode::done);
    rooms.insert(known.error.room());
  }
  for (const char* room : {"file",      "key",          "slot",   "certificate",   "seal",      "form",   "workbook",
                           "programme", "rights", "conflict", "erasure", "tombstone", "user", "factor", "device", "store",        "run",    "directory",     "transport", "vault",  "import",
                           "enrolment", "organisation", "intake", "server folder", "store key", "audit", "backup", "renewal", "lease", "wipe", "server backup", "command"}) {
    INFO(room);
    CHECK(rooms.contains(room));
  }
}

TEST_CASE("the sentence says where, and shows no control characters", "[ctl]") {
  const std::string said = sentence(Error(StoreError::diskFull, "outbox\x1b[31m\n"));
  CHECK(said.find("The disk is full") == 0);
  CHECK(said.find("(at: outbox\xEF\xBF\xBD[31m\xEF\xBF\xBD)") != std::string::npos);
  CHECK(said.find('\x1b') == std::string::npos);
}

TEST_CASE("text of others cannot steer the terminal, and letters of every script pass", "[ctl]") {
  CHECK(printable("\xC2\x9B"
                  "2J") ==
        "\xEF\xBF\xBD"
        "2J");
  CHECK(printable("\x7f\t") == "\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(printable("ليمن Ñandú \xE1\x88\x8A") == "ليمن Ñandú \xE1\x88\x8A");
}

TEST_CASE("causes of one kind end with one exit code", "[ctl]") {
  CHECK(exitCodeOf(StoreError::damaged) == ExitCode::store);
  CHECK(exitCodeOf(TransportError::unreachable) == ExitCode::network);
  CHECK(exitCodeOf(TransportError::refusedCertificate) == ExitCode::locked);
  CHECK(exitCodeOf(CommandError::passphraseOpen) == ExitCode::locked);
  CHECK(exitCodeOf(CommandError::notAnId) == ExitCode::usage);
}
