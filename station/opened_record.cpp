// SPDX-License-Identifier: Apache-2.0
#include "station/opened_record.h"

#include <algorithm>

#include "core/bytes.h"
#include "crypto/hash.h"
#include "protection/notice.h"
#include "station/fit.h"
#include "station/wording.h"
#include "store/station_came.h"

namespace limen {

namespace {

using State = ShownCompartment::State;

// What is missing by right (a key, an erasure part, a part that was never given) is sealed; everything else that fails is damage.
bool isSealed(const Error& error) {
  return error.is(SealError::noShiftKey) || error.is(SealError::noErasurePart) || error.is(SealError::wrongReader);
}

void keep(const std::shared_ptr<const Programme>& programme, OpenedRecord& record) {
  const bool known = std::any_of(record.programmes.begin(), record.programmes.end(),
                                 [&](const auto& one) { return one->hash == programme->hash; });
  if (!known) record.programmes.push_back(programme);
}

Result<void> openRevision(Vault& vault, const RevisionRow& row, OwnShift ownShift, OpenedRecord& record) {
  const RevisionHeader& header = row.revision.header();
  LIMEN_ASSIGN(const auto programme, vault.programme(header.package));
  keep(programme, record);
  record.id = header.record;
  record.writers.emplace(header.id, row.station);
  const auto keys = vault.readableKeys(header.shift);
  for (const SealedPart& part : row.revision.parts()) {
    if (part.compartment >= programme->compartments.size()) return unexpected(SealError::malformed);
    const std::string& name = programme->compartments[part.compartment].name;
    OpenedCompartment& compartment = record.compartments[name];
    compartment.seen.push_back({header.id, header.context});
    // A key that is held is no right to read: who reads is said by the programme, and a grant may have been given by mistake.
    const bool own = ownShift == OwnShift::opens && vault.isOwnOpenShift(header.shift);
    if (!keys || !(own || vault.opens(*programme, name))) continue;
    const auto erasure = std::find_if(row.erasureParts.begin(), row.erasureParts.end(),
                                      [&](const auto& known) { return known.first == part.compartment; });
    if (erasure == row.erasureParts.end()) continue;
    bool incomplete = false;
    Guard guard;
    auto answers = open(row.revision, part.compartment, **keys, erasure->second, *programme, &incomplete, &guard);
    if (!answers) {
      compartment.damaged = compartment.damaged || !isSealed(answers.error());
      continue;
    }
    compartment.opened = true;
    record.incomplete = record.incomplete || incomplete;
    record.noList = record.noList || guard.noList;
    record.guarded = record.guarded || (guard.secondPerson && !own);
    compartment.revisions.push_back({header.id, header.context, std::move(*answers), header.package});
  }
  return {};
}

}  // namespace

Result<OpenedRecord> openRecord(Vault& vault, const std::vector<RevisionRow>& rows, OwnShift ownShift, SecondPerson second) {
  OpenedRecord record;
  for (const RevisionRow& row : rows) LIMEN_TRY(openRevision(vault, row, ownShift, record));
  if (second == SecondPerson::present) record.guarded = false;
  if (record.guarded) {  // also what was written to it since: a correction says no less than what it corrects
    for (auto& [name, compartment] : record.compartments) {
      compartment.revisions.clear();
      compartment.opened = false;
    }
  }
  if (record.programmes.empty()) return record;
  LIMEN_ASSIGN(const auto running, vault.programmes());
  for (const auto& programme : running) {
    if (programme->id == record.programmes.front()->id) keep(programme, record);
  }
  std::sort(record.programmes.begin(), record.programmes.end(),
            [](const auto& a, const auto& b) { return a->version > b->version; });
  return record;
}

std::vector<MergedAnswer> mergedNow(std::vector<RevisionAnswers> revisions, Versions& versions) {
  for (RevisionAnswers& revision : revisions) {
    for (OpenedAnswer& answer : revision.answers) answer.question = versions.nameNow(revision.package, answer.question);
  }
  return mergeAnswers(std::move(revisions));
}

std::vector<std::string> refusedIn(const std::vector<MergedAnswer>& answers) {
  std::vector<std::string> out;
  for (const MergedAnswer& each : answers) {
    if (!each.question.starts_with(kConsentPrefix)) continue;
    const bool refused = std::any_of(each.values.begin(), each.values.end(), [](const forms::Value& value) {
      const auto* word = std::get_if<std::string>(&value);
      return word != nullptr && (*word == kRefused || *word == kWithdrawn);
    });
    if (refused) out.push_back(each.question.substr(kConsentPrefix.size()));
  }
  return out;
}

void dropRefused(const Programme& programme, std::map<std::string, std::vector<MergedAnswer>>& byCompartment) {
  std::vector<std::string> refused;
  for (const auto& [name, answers] : byCompartment)
    for (std::string& each : refusedIn(answers)) refused.push_back(std::move(each));
  if (refused.empty()) return;
  for (auto& [name, answers] : byCompartment)
    std::erase_if(answers, [&](const MergedAnswer& each) {
      const auto question = programme.form->find(each.question);
      return question && !each.question.starts_with(kOwnPrefix) && restsOnlyOn(programme, *question, refused);
    });
}

namespace {

// Repeat instances have random ids: their numbers come from the order in which the form's answers bring them.
class Numbering {
 public:
  int number(std::uint32_t repeat, const std::vector<RepeatId>& path) {
    auto& known = numbers_[{repeat, std::vector<RepeatId>(path.begin(), path.end() - 1)}];
    const auto [at, fresh] = known.try_emplace(path.back(), static_cast<int>(known.size()) + 1);
    return at->second;
  }

 private:
  std::map<std::pair<std::uint32_t, std::vector<RepeatId>>, std::map<RepeatId, int>> numbers_;
};

struct Sorted {
  std::vector<std::uint32_t> key;  // repeat, instance, repeat, instance, ..., question
  ShownAnswer answer;
};

std::string roleLabel(const Programme& programme, const std::string& name, const std::string& language) {
  const auto role = std::find_if(programme.roles.begin(), programme.roles.end(), [&](const Role& one) { return one.name == name; });
  const std::string label =
      role == programme.roles.end() ? std::string() : forms::translated(role->label, language, programme.form->definition());
  return label.empty() ? name : label;
}

// By whom, as far as a station says it: the roles of those who write at it.
std::vector<std::string> writerRoles(const Programme& programme, const VerifiedDirectory& directory, const Station& station,
                                     const std::string& language) {
  std::vector<std::string> out;
  for (const std::string& id : station.users()) {
    const auto person = UserId::from(bytesOf(id));
    const User* user = person ? directory.user(*person) : nullptr;
    if (user == nullptr || !(mayDo(programme, user->role(), Act::capture) || mayDo(programme, user->role(), Act::amend))) continue;
    std::string label = roleLabel(programme, user->role(), language);
    if (std::find(out.begin(), out.end(), label) == out.end()) out.push_back(std::move(label));
  }
  return out;
}

// What is on the screen, in eight signs: a decision names it, so that nobody decides about something else than they saw.
std::string markOf(const MergedAnswer& answer) {
  ByteWriter out;
  out.text(answer.question);
  for (const RepeatId& instance : answer.instances) out.raw(instance.bytes());
  for (const StandingValue& standing : answer.standing)
    for (const RevisionId& id : standing.by) out.raw(id.writer.bytes()).u64(id.counter);
  return hash256({bytesOf(std::string_view("limen/mark/v1")), out.take()}).hex().substr(0, kMarkSigns);
}

struct Showing {
  Vault& vault;
  const OpenedRecord& record;
  const Versions& versions;
  const std::string& language;
  std::map<RevisionId, std::int64_t> since;
};

std::vector<AnswerSide> sidesOf(const Showing& showing, const MergedAnswer& answer) {
  std::vector<AnswerSide> out;
  for (const StandingValue& standing : answer.standing) {
    AnswerSide side;
    side.value = standing.value;
    side.text = showing.versions.inWords(answer.question, standing.value, showing.language);
    for (const RevisionId& id : standing.by) {
      const auto writer = showing.record.writers.find(id);
      const Station* station = writer == showing.record.writers.end() ? nullptr : showing.vault.directory().station(writer->second);
      if (station == nullptr) continue;
      const auto since = showing.since.find(id);
      AnswerWriter by{station->site(), writer->second.hex().substr(0, kStationSigns),
                      writerRoles(showing.versions.newest(), showing.vault.directory(), *station, showing.language),
                      writer->second == showing.vault.station(), since == showing.since.end() ? 0 : since->second};
      if (std::find(side.by.begin(), side.by.end(), by) == side.by.end()) side.by.push_back(std::move(by));
    }
    out.push_back(std::move(side));
  }
  return out;
}

ShownAnswer shownAnswer(const Showing& showing, const MergedAnswer& one) {
  ShownAnswer answer;
  answer.question = one.question;
  answer.instances = one.instances;
  answer.conflict = one.isConflict();
  answer.parallel = one.parallel;
  answer.values = one.values;
  if (answer.conflict) {
    answer.sides = sidesOf(showing, one);
    answer.mark = markOf(one);
  }
  for (const StandingValue& standing : one.standing) {
    if (!answer.text.empty()) answer.text += " / ";
    answer.text += forms::isEmpty(standing.value) ? "\u2013" : showing.versions.inWords(one.question, standing.value, showing.language);
  }
  return answer;
}

std::vector<ShownAnswer> inOrder(const Showing& showing, const std::vector<MergedAnswer>& merged, Numbering& numbering) {
  std::vector<Sorted> sorted;
  for (const MergedAnswer& one : merged) {
    const auto standing = showing.versions.find(one.question, showing.language);
    if (!standing) continue;
    Sorted entry;
    entry.answer = shownAnswer(showing, one);
    entry.answer.label = standing->label;
    entry.answer.picture = standing->picture;
    const std::size_t depth = std::min(standing->repeats.size(), one.instances.size());
    if (depth > 0) entry.answer.row = one.instances[depth - 1].hex().substr(0, kRowSigns);
    for (std::size_t i = 0; i < depth; ++i) {
      const std::vector<RepeatId> path(one.instances.begin(), one.instances.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      if (i > 0) entry.answer.repeatLabel += " " + std::to_string(entry.answer.instance) + ", ";
      entry.answer.instance = numbering.number(standing->repeats[i], path);
      entry.answer.repeatLabel += standing->repeatLabels[i];
      entry.key.push_back(standing->repeats[i]);
      entry.key.push_back(static_cast<std::uint32_t>(entry.answer.instance));
    }
    entry.key.push_back(standing->order);
    sorted.push_back(std::move(entry));
  }
  std::stable_sort(sorted.begin(), sorted.end(), [](const Sorted& a, const Sorted& b) { return a.key < b.key; });
  std::vector<ShownAnswer> out;
  for (Sorted& entry : sorted) out.push_back(std::move(entry.answer));
  return out;
}

std::vector<std::string> readerLabels(const Programme& programme, const Compartment& compartment, const std::string& language) {
  std::vector<std::string> out;
  for (const std::string& reader : compartment.readers) out.push_back(roleLabel(programme, reader, language));
  return out;
}

State stateOf(const OpenedCompartment& compartment, bool answered) {
  if (compartment.damaged) return State::damaged;
  if (!compartment.opened) return State::sealed;
  return answered ? State::readable : State::empty;
}

// Whoever decides reads all of it: with a revision closed, one of the sides may be out of sight.
bool readsWhole(const OpenedCompartment& compartment) {
  return compartment.opened && !compartment.damaged && compartment.revisions.size() == compartment.seen.size();
}

}  // namespace

void show(Vault& vault, const OpenedRecord& record, const std::string& language, RecordView& view) {
  Versions versions(record.programmes);
  const Programme& programme = versions.newest();
  const forms::FormDefinition& form = programme.form->definition();
  view.programmeTitle = forms::translated(programme.title, language, form);
  view.unprotectedDemo = programme.unprotectedDemo;
  view.programme = programme.id;
  view.incomplete = record.incomplete;
  view.guarded = record.guarded;
  view.mayUnseal = record.guarded && vault.may(Act::unseal, programme);
  const bool mayWrite = vault.may(Act::amend, programme);
  Numbering numbering;
  std::map<std::string, std::vector<MergedAnswer>> merged;
  for (const auto& [name, opened] : record.compartments) merged[name] = mergedNow(opened.revisions, versions);
  dropRefused(programme, merged);
  Showing showing{vault, record, versions, language, {}};
  const bool sides = std::any_of(merged.begin(), merged.end(), [](const auto& one) {
    return std::any_of(one.second.begin(), one.second.end(), [](const MergedAnswer& answer) { return answer.isConflict(); });
  });
  if (sides) {
    std::vector<RevisionId> all;
    for (const auto& [id, station] : record.writers) all.push_back(id);
    // A store that fails here says so at the next write; a time that is not known is not said.
    if (auto since = cameTimes(vault.store(), record.id, all)) showing.since = std::move(*since);
  }
  for (const Compartment& compartment : programme.compartments) {
    ShownCompartment shown;
    shown.name = compartment.name;
    shown.label = forms::translated(compartment.label, language, form);
    if (shown.label.empty()) shown.label = compartment.name;
    shown.readers = readerLabels(programme, compartment, language);
    if (const auto opened = record.compartments.find(compartment.name); opened != record.compartments.end()) {
      shown.answers = inOrder(showing, merged[compartment.name], numbering);
      shown.state = stateOf(opened->second, !shown.answers.empty());
      const bool whole = readsWhole(opened->second);
      shown.unsettled = !whole && isUnsettled(opened->second.seen);
      shown.mayDecide = whole && mayWrite && vault.opens(programme, compartment.name);
    }
    view.compartments.push_back(std::move(shown));
  }
  if (record.writers.size() > 1) labelMisfits(record.programmes.front(), merged, record, vault, view);
}

}  // namespace limen
