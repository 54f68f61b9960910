// SPDX-License-Identifier: Apache-2.0
// Causes become sentences: what happened, what was kept, what to do next. Every cause of every room has one.
#pragma once

#include <QString>
#include <optional>

#include "core/result.h"
#include "forms/form_session.h"
#include "protection/identifiers.h"
#include "station/backup.h"

namespace limen {

enum class Doing { unlock, open, start, save, finish, discard, list, read, amend, sync, shift, people, approve };

struct Explanation {
  QString happened, kept, next;
  QString whole() const;  // the three as one paragraph
};
Explanation explain(const Error& error, Doing doing);
bool isExplained(const Error& error);  // false: the room has a cause that no sentence covers
// A sync session that ended without a match; `cause` is the engine's word.
Explanation explainUnfinishedSync(bool refused, bool mismatch);
// The server countersigned a log that this station's does not continue.
Explanation anotherLogWords();
// Nothing where there is no plan, or the last try was well.
std::optional<Explanation> backupWords(const BackupState& state);

// Beside a question whose answer is missing or not acceptable: the form's own sentence, else one by type.
QString problemSentence(const forms::FormSession& form, const forms::Place& place);
QString straySentence(Identifier kind);  // free text that seems to hold what has a question of its own
QString unreadableSentence(const forms::Node& question);  // typed, but no answer to it

}  // namespace limen
