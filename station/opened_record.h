// SPDX-License-Identifier: Apache-2.0
// A record opened as far as this user may, and shown: what reading, the index and the list of conflicts have in common. Used inside
// station/ only.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "station/merge.h"
#include "station/records.h"
#include "station/versions.h"

namespace limen {

// One compartment over all revisions of a record, as far as this user may open it.
struct OpenedCompartment {
  std::vector<RevisionAnswers> revisions;
  std::vector<Seen> seen;  // of all of them, opened or not
  bool opened = false, damaged = false;
};

struct OpenedRecord {
  std::vector<std::shared_ptr<const Programme>> programmes;  // of the revisions, and the one that the station runs now; newest first
  std::map<std::string, OpenedCompartment> compartments;
  RecordId id;
  std::map<RevisionId, StationId> writers;
  bool incomplete = false;
  bool noList = false;   // a risk rule keeps it out of lists and searches
  bool guarded = false;  // something of it opens for this user, with a second person who is not there: nothing is open
};

// What was typed in one's own open shift can be read again, but never enters the index: the index outlives the shift.
enum class OwnShift { opens, staysClosed };
// Whether a second person stands beside the user. What was typed in one's own open shift needs none.
enum class SecondPerson { absent, present };
Result<OpenedRecord> openRecord(Vault& vault, const std::vector<RevisionRow>& rows, OwnShift ownShift, SecondPerson second = SecondPerson::absent);

// Answers under the names that the newest form has for them.
std::vector<MergedAnswer> mergedNow(std::vector<RevisionAnswers> revisions, Versions& versions);

// The purposes whose consent these answers say was refused or taken back: of two who wrote differently, the no counts.
std::vector<std::string> refusedIn(const std::vector<MergedAnswer>& answers);
// Takes out what rests on nothing but purposes that were refused or taken back: an answer in a repeat of a sealed compartment may
// still stand there when the yes goes.
void dropRefused(const Programme& programme, std::map<std::string, std::vector<MergedAnswer>>& byCompartment);

// Everything of the view but what stands in the record's row. Some programme must be known.
void show(Vault& vault, const OpenedRecord& record, const std::string& language, RecordView& view);

}  // namespace limen
