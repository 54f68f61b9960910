// SPDX-License-Identifier: Apache-2.0
// The tables of the embedded server store.
//
// A revision is kept once, whatever the runs that brought it: its row is (chain << 40 | counter), so that a run is one range of
// rows and the primary key is what a second copy meets. A run's row is (scope << 40 | number), a tombstone's too, with numbers of
// its own. A row of `copied` for scope 0 says that there is a second copy.
#pragma once

#include <array>
#include <cstdint>

#include "store/database.h"

namespace limen {

constexpr std::uint32_t kServerApplication = 0x4c4d5356;  // "LMSV"

inline constexpr std::array kServerMigrations{Migration{1, "the first form", R"sql(
CREATE TABLE named(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE epoch(id INTEGER PRIMARY KEY CHECK(id = 1), epoch INTEGER NOT NULL);
INSERT INTO epoch VALUES(1, 1);
CREATE TABLE scope(id INTEGER PRIMARY KEY, scope BLOB NOT NULL UNIQUE, last INTEGER NOT NULL);
CREATE TABLE chain(
  id INTEGER PRIMARY KEY, scope INTEGER NOT NULL REFERENCES scope(id), station BLOB NOT NULL,
  end INTEGER NOT NULL, end_hash BLOB NOT NULL, top INTEGER NOT NULL, UNIQUE(scope, station));
CREATE TABLE run(
  key INTEGER PRIMARY KEY, chain INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL,
  before BLOB NOT NULL, after BLOB NOT NULL, signature BLOB NOT NULL, shift_objects BLOB NOT NULL);
CREATE INDEX run_of_chain ON run(chain, last);
CREATE TABLE revision(
  key INTEGER PRIMARY KEY, hash BLOB NOT NULL, link BLOB NOT NULL, revision BLOB NOT NULL, erasure BLOB NOT NULL);
CREATE TABLE directory(id INTEGER PRIMARY KEY CHECK(id = 1), version INTEGER NOT NULL, content BLOB NOT NULL);
CREATE TABLE package(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, content BLOB NOT NULL);
CREATE TABLE enrolment(
  id INTEGER PRIMARY KEY, code_hash BLOB NOT NULL UNIQUE, user BLOB NOT NULL, site TEXT NOT NULL, expires INTEGER NOT NULL,
  tries INTEGER NOT NULL, request BLOB NOT NULL, approval BLOB NOT NULL);
)sql"},
                                              Migration{2, "epochs, the second copy, tombstones", R"sql(
CREATE TABLE epoch_base(epoch INTEGER NOT NULL, scope INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(epoch, scope))
  WITHOUT ROWID;
CREATE TABLE copied(scope INTEGER PRIMARY KEY, number INTEGER NOT NULL);
CREATE TABLE tombstone(key INTEGER PRIMARY KEY, id BLOB NOT NULL UNIQUE, record BLOB NOT NULL, content BLOB NOT NULL);
CREATE INDEX tombstone_of_record ON tombstone(record);
)sql"},
                                              Migration{3, "pictures, and their chunks", R"sql(
CREATE TABLE picture(
  id INTEGER PRIMARY KEY, picture BLOB NOT NULL UNIQUE, scope BLOB NOT NULL, record BLOB NOT NULL, station BLOB NOT NULL,
  chunks INTEGER NOT NULL, thumbnail INTEGER NOT NULL);
CREATE INDEX picture_of_record ON picture(record);
CREATE TABLE picture_chunk(key INTEGER PRIMARY KEY, content BLOB NOT NULL);
)sql"},
                                              Migration{4, "revisions by record, in which week to look at it, holds among the tombstones", R"sql(
CREATE TABLE revision_of_record(record BLOB NOT NULL, key INTEGER NOT NULL, PRIMARY KEY(record, key)) WITHOUT ROWID;
INSERT INTO revision_of_record SELECT substr(revision, CASE WHEN substr(revision, 1, 1) < x'80' THEN 3 ELSE 4 END, 16), key FROM revision;
CREATE TABLE retained(record BLOB PRIMARY KEY, week INTEGER NOT NULL) WITHOUT ROWID;
CREATE INDEX retained_by_week ON retained(week);
ALTER TABLE tombstone ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstone ADD COLUMN lifts BLOB;
ALTER TABLE tombstone ADD COLUMN compartments INTEGER NOT NULL DEFAULT 0;
)sql"}};

}  // namespace limen
