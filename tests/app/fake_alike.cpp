// SPDX-License-Identifier: Apache-2.0
#include "tests/app/fake_model.h"

namespace limen::test {

void FakeModel::addAlike() {
  if (records.size() < 2) addRecords(3);
  addDrafts(1);
  const std::int64_t now = toUnixMs(clock_.now());
  alike = {{{records[0].record, {}, {Likeness::namesSpeltDifferently, Likeness::sameBirthYear}},
            true,
            "Шариф Амаль",
            now - 3'600'000,
            AlikeWord::none},
           {{{}, held.back().id, {Likeness::namesInAnotherOrder, Likeness::dayAndMonthSwapped}},
            true,
            "Sharif Amal",
            now - 600'000,
            AlikeWord::none},
           {{records[1].record, {}, {Likeness::sameNames, Likeness::bornWithinAYear}}, false, {}, 0, AlikeWord::none}};
  AlikePair open{alike[0], alike[0], alike[0].alike.reasons, AlikeWord::none, true};
  open.other.alike.record = records[2].record;
  open.other.names = "Amal Sharif";
  AlikePair asked{alike[2], alike[2], {}, AlikeWord::asked, false};
  asked.other.alike.record = records[2].record;
  asked.one.savedMs = asked.other.savedMs = now;
  pairs = {asked, open};
}

void FakeModel::lookAlike(const DraftId& draft) {
  const Held* asked = find(draft);
  if (asked == nullptr) return;
  forms::FormSession form(asked->programme->form, clock_, random_, "English");
  LIMEN_CHECK(form.restoreDraft(asked->content));
  const auto name = form.form().find("family_name");
  const bool named = name && !forms::isEmpty(form.value({*name, {}}));
  emit alikeFound(draft, named ? alike : std::vector<AlikePerson>());
}

void FakeModel::sayAlike(const DraftId& draft, const Alike& other, AlikeWord word) {
  if (alikeError) return emit alikeFailed(*alikeError);
  said.emplace_back(other, word);
  for (AlikePerson& one : alike)
    if (one.alike.record == other.record && one.alike.draft == other.draft) one.word = word;
  emit alikeFound(draft, alike);
}

void FakeModel::listAlike() {
  if (alikeError) return emit alikeFailed(*alikeError);
  emit alikeListed(pairs);
}

void FakeModel::decideAlike(const RecordId& one, const RecordId& other, AlikeWord word) {
  if (alikeError) return emit alikeFailed(*alikeError);
  for (AlikePair& pair : pairs)
    if (pair.one.alike.record == one && pair.other.alike.record == other) pair.word = word;
  std::erase_if(pairs, [](const AlikePair& pair) { return pair.word == AlikeWord::another; });
  emit alikeListed(pairs);
}

void FakeModel::unsealRecord(const RecordId& record, const std::string& language) {
  if (!fresh) return emit recordFailed(RightsError::notFresh);
  if (!second) return emit recordFailed(RightsError::secondNeeded);
  second = false;
  guarded = false;
  const RecordView view = viewOf(record, language);
  guarded = true;
  emit recordShown(view);
}

}  // namespace limen::test
