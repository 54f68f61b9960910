// SPDX-License-Identifier: Apache-2.0
// The tables of a station's store. A revision's row is (chain << 40 | counter); what is asked often (how many, how many of them
// confirmed) is kept as a tally that changes in the transaction that changes the rows.
#pragma once

#include <array>
#include <cstdint>

#include "store/database.h"
#include "store/row_set.h"

namespace limen {

constexpr std::uint32_t kStationApplication = 0x4c4d5354;  // "LMST"

inline constexpr std::array kStationMigrations{Migration{1, "the first form", R"sql(
CREATE TABLE named(name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE tally(
  id INTEGER PRIMARY KEY CHECK(id = 1), records INTEGER NOT NULL, own INTEGER NOT NULL, confirmed INTEGER NOT NULL,
  waiting INTEGER NOT NULL);
INSERT INTO tally VALUES(1, 0, 0, 0, 0);
CREATE TABLE scope(id INTEGER PRIMARY KEY, scope BLOB NOT NULL UNIQUE, cursor INTEGER NOT NULL);
CREATE TABLE seen(scope INTEGER NOT NULL, number INTEGER NOT NULL, PRIMARY KEY(scope, number)) WITHOUT ROWID;
CREATE TABLE chain(
  id INTEGER PRIMARY KEY, scope INTEGER NOT NULL REFERENCES scope(id), station BLOB NOT NULL, ours INTEGER NOT NULL,
  made INTEGER NOT NULL, made_hash BLOB NOT NULL, end INTEGER NOT NULL, end_hash BLOB NOT NULL, UNIQUE(scope, station));
CREATE TABLE package(
  id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, programme TEXT, version INTEGER, content BLOB);
CREATE TABLE record(
  id INTEGER PRIMARY KEY, record BLOB NOT NULL UNIQUE, form TEXT, package INTEGER NOT NULL, saved INTEGER NOT NULL,
  ours INTEGER NOT NULL, revisions INTEGER NOT NULL, unstored INTEGER NOT NULL, indexed INTEGER NOT NULL, summary TEXT NOT NULL);
CREATE INDEX record_by_saved ON record(saved);
CREATE INDEX record_unindexed ON record(id) WHERE indexed = 0;
CREATE TABLE revision(
  key INTEGER PRIMARY KEY, record INTEGER NOT NULL, link BLOB NOT NULL, revision BLOB NOT NULL, erasure BLOB NOT NULL);
CREATE INDEX revision_of_record ON revision(record);
CREATE TABLE shift_part(key INTEGER PRIMARY KEY, erasure BLOB NOT NULL);
CREATE TABLE outbox(key INTEGER PRIMARY KEY, record INTEGER NOT NULL, stored INTEGER NOT NULL, seed BLOB NOT NULL);
CREATE TABLE draft(
  id INTEGER PRIMARY KEY, draft BLOB NOT NULL UNIQUE, user BLOB NOT NULL, form TEXT NOT NULL, package BLOB NOT NULL,
  started INTEGER NOT NULL, saved INTEGER NOT NULL, sealed_key BLOB NOT NULL, content BLOB NOT NULL);
CREATE TABLE shift_object(shift BLOB PRIMARY KEY, object BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE shift_key(
  shift BLOB NOT NULL, programme TEXT NOT NULL, wrapped BLOB NOT NULL, PRIMARY KEY(shift, programme)) WITHOUT ROWID;
CREATE TABLE held_grant(
  compartment TEXT NOT NULL, site_group TEXT NOT NULL, epoch INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY(compartment, site_group, epoch)) WITHOUT ROWID;
CREATE TABLE audit(
  seq INTEGER PRIMARY KEY, hash BLOB NOT NULL, actor BLOB NOT NULL, act TEXT NOT NULL, pseudonym BLOB NOT NULL,
  result TEXT NOT NULL, wall INTEGER NOT NULL, trusted INTEGER NOT NULL);
CREATE VIRTUAL TABLE words USING fts5(
  text, tokenize = "unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'", prefix = '1 2 3', columnsize = 0);
INSERT INTO words(words, rank) VALUES('secure-delete', 1);
)sql"},
                                               Migration{2, "runs that are asked for once more", R"sql(
ALTER TABLE scope ADD COLUMN again INTEGER;
)sql"},
                                               Migration{3, "the set hash of all rows, the head of the log and its checkpoints", R"sql(
ALTER TABLE tally ADD COLUMN set_key BLOB;
ALTER TABLE tally ADD COLUMN set_sum BLOB;
ALTER TABLE tally ADD COLUMN set_version INTEGER;
ALTER TABLE tally ADD COLUMN log BLOB;
CREATE TABLE checkpoint(seq INTEGER PRIMARY KEY, content BLOB NOT NULL);
)sql"},
                                               Migration{4, "since when every revision of a record is safe", R"sql(
ALTER TABLE record ADD COLUMN safe INTEGER;
CREATE INDEX record_safe ON record(safe) WHERE safe IS NOT NULL;
)sql"},
                                               Migration{5, "grants of several users at one station", R"sql(
ALTER TABLE held_grant RENAME TO one_grant;
CREATE TABLE held_grant(
  user BLOB NOT NULL, compartment TEXT NOT NULL, site_group TEXT NOT NULL, epoch INTEGER NOT NULL, content BLOB NOT NULL,
  PRIMARY KEY(user, compartment, site_group, epoch)) WITHOUT ROWID;
INSERT INTO held_grant SELECT x'', compartment, site_group, epoch, content FROM one_grant;
DROP TABLE one_grant;
)sql"},
                                               Migration{6, "finished records as one row each, until they are filed", R"sql(
CREATE TABLE pending(seq INTEGER PRIMARY KEY, content BLOB NOT NULL, base BLOB NOT NULL, set_sum BLOB NOT NULL);
)sql"},
                                               Migration{7, "pictures, and their chunks", R"sql(
CREATE TABLE attachment(
  id INTEGER PRIMARY KEY, attachment BLOB NOT NULL UNIQUE, scope BLOB NOT NULL, record BLOB NOT NULL, draft BLOB,
  chunks INTEGER NOT NULL, thumbnail INTEGER NOT NULL, up_to INTEGER NOT NULL, state INTEGER NOT NULL);
CREATE INDEX attachment_of_record ON attachment(record);
CREATE INDEX attachment_of_draft ON attachment(draft) WHERE draft IS NOT NULL;
CREATE INDEX attachment_by_state ON attachment(state);
CREATE TABLE attachment_chunk(key INTEGER PRIMARY KEY, content BLOB NOT NULL);
)sql"},
                                               Migration{8, "tombstones", R"sql(
CREATE TABLE tombstone(id BLOB PRIMARY KEY, scope INTEGER NOT NULL, record BLOB NOT NULL, number INTEGER NOT NULL, content BLOB NOT NULL);
CREATE INDEX tombstone_of_record ON tombstone(record);
ALTER TABLE scope ADD COLUMN erasures INTEGER NOT NULL DEFAULT 0;
)sql"},
                                               Migration{9, "keyed prints of persons, to suggest duplicates by", R"sql(
CREATE TABLE person_print(record BLOB PRIMARY KEY, saved INTEGER NOT NULL, content BLOB NOT NULL) WITHOUT ROWID;
)sql"},
                                               Migration{10, "in which week to look whether parts of a record go; holds among the tombstones", R"sql(
CREATE TABLE retained(record INTEGER PRIMARY KEY, week INTEGER NOT NULL);
CREATE INDEX retained_by_week ON retained(week);
ALTER TABLE tombstone ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE tombstone ADD COLUMN lifts BLOB;
ALTER TABLE tombstone ADD COLUMN compartments INTEGER NOT NULL DEFAULT 0;
)sql"},
                                               Migration{11, "since when what was written to a record later is here", R"sql(
CREATE TABLE revision_came(
  record INTEGER NOT NULL, writer BLOB NOT NULL, counter INTEGER NOT NULL, came INTEGER NOT NULL,
  PRIMARY KEY(record, writer, counter)) WITHOUT ROWID;
)sql"},
                                               Migration{12, "what was said about two that may be one person; records that are in no list", R"sql(
CREATE TABLE alike_word(
  one BLOB NOT NULL, other BLOB NOT NULL, word INTEGER NOT NULL, user BLOB NOT NULL, said INTEGER NOT NULL,
  PRIMARY KEY(one, other)) WITHOUT ROWID;
CREATE TABLE unlisted(record BLOB PRIMARY KEY) WITHOUT ROWID;
)sql"}};

// What is counted as one row a commit stands in the row of the tally: one page more would be one page more to write and to sync.
// While finished records wait to be filed, it stands in the row of the last of them for the same reason.
inline constexpr RowSetPlan kStationRowSet{
    "tally", "pending", {{{"words", "SELECT rowid, text FROM words"}, {"pending", "SELECT seq, content FROM pending"}}}};

}  // namespace limen
