// SPDX-License-Identifier: Apache-2.0
#include "app/questions/choice_field.h"

#include <QBoxLayout>
#include <algorithm>

#include "app/questions/media.h"
#include "app/theme/theme.h"
#include "app/words.h"

namespace limen {

using namespace theme;

ChoiceField::ChoiceField(IntakeFlow& flow, const forms::Place& place, bool many, QString accessibleName, std::optional<ChoiceStyle> style)
    : Field(flow, place), many_(many), name_(std::move(accessibleName)), appearance_(node()), fixedStyle_(style) {
  inside_ = column(this, 0, kSpace8);
  if (appearance_.has("image-map")) inside_->addWidget(theme::hint(tr("The picture of this question cannot be pressed here. Choose from the list.")));
  choices_ = flow_.form().choices(place_);
  build();
}

void ChoiceField::build() {
  language_ = flow_.form().language();
  const auto& lists = flow_.form().form().definition().lists;
  const auto list = lists.find(node().list);
  const bool templated = list != lists.end() && std::any_of(list->second.begin(), list->second.end(), [](const forms::Choice& choice) {
                           return std::any_of(choice.label.begin(), choice.label.end(), [](const auto& each) { return each.second.find("${") != std::string::npos; });
                         });
  filtered_ = templated || !node().choiceFilter.empty() || !node().itemset.nodes.empty();
  if (area_ != nullptr) {
    area_->hide();
    area_->deleteLater();
    area_ = nullptr;
  }
  while (auto* item = inside_->takeAt(appearance_.has("image-map") ? 1 : 0)) {
    if (item->widget() != nullptr) item->widget()->deleteLater();
    delete item;
  }
  readChosen();
  if (choices_.empty()) {
    inside_->addWidget(theme::hint(tr("There is nothing to choose from with the answers so far.")));
    return;
  }
  const ChoiceStyle style = fixedStyle_.value_or(choiceStyle(appearance_, choices_.size()));
  const bool list_ = style == ChoiceStyle::list || style == ChoiceStyle::folded;
  area_ = list_ ? makeChoiceList(*this, style == ChoiceStyle::folded) : makeChoiceButtons(*this, style);
  inside_->addWidget(area_);
  area_->showChosen();
}

// A list without a filter, without names of answers in its labels, changes with the language alone; asking for it anew would copy
// every one of its choices at each answer of the form.
bool ChoiceField::staysTheSame() const { return !filtered_ && language_ == flow_.form().language(); }

void ChoiceField::refresh() {
  if (!staysTheSame()) {
    auto now = flow_.form().choices(place_);
    const bool same = std::equal(now.begin(), now.end(), choices_.begin(), choices_.end(),
                                 [](const auto& a, const auto& b) { return a.name == b.name && a.label == b.label; });
    if (!same) {
      choices_ = std::move(now);
      return build();
    }
    language_ = flow_.form().language();
  }
  readChosen();
  if (area_ != nullptr) area_->showChosen();
}

void ChoiceField::readChosen() {
  chosen_.clear();
  const forms::Value value = flow_.form().value(place_);
  if (const auto* one = std::get_if<std::string>(&value)) chosen_.insert(*one);
  if (const auto* several = std::get_if<forms::Selected>(&value)) chosen_.insert(several->names.begin(), several->names.end());
}

void ChoiceField::markWrong(bool wrong) {
  if (area_ != nullptr) area_->markWrong(wrong);
}

QString ChoiceField::text(std::size_t index) const {
  const forms::ChoiceView& choice = choices_[index];
  return words::fromUtf8(choice.label.empty() ? choice.name : choice.label);
}

QPixmap ChoiceField::picture(std::size_t index) const {
  const auto& definition = flow_.form().form().definition();
  const auto list = definition.lists.find(node().list);
  if (list == definition.lists.end()) return {};
  const auto choice = std::find_if(list->second.begin(), list->second.end(), [&](const forms::Choice& each) { return each.name == choices_[index].name; });
  if (choice == list->second.end()) return {};
  const auto image = choice->media.find("image");
  return image == choice->media.end() ? QPixmap() : pictureOf(flow_, words::fromUtf8(forms::translated(image->second, flow_.form().language(), definition)), kChoicePicture);
}

void ChoiceField::pick(std::size_t index) {
  const std::string name = choices_[index].name;  // the answer may change the choices
  if (!many_) {
    flow_.set(place_, name);
  } else {
    forms::Selected selected;
    const forms::Value value = flow_.form().value(place_);
    if (const auto* now = std::get_if<forms::Selected>(&value)) selected = *now;
    const auto there = std::find(selected.names.begin(), selected.names.end(), name);
    if (there == selected.names.end()) {
      selected.names.push_back(name);
    } else {
      selected.names.erase(there);
    }
    flow_.set(place_, selected.names.empty() ? forms::Value(forms::Empty{}) : forms::Value(selected));
  }
  readChosen();
  if (area_ != nullptr) area_->showChosen();
  if (!many_ && (appearance_.has("quick") || appearance_.has("quickcompact"))) emit moveOnWanted();
}

}  // namespace limen
