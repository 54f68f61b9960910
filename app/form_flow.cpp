// SPDX-License-Identifier: Apache-2.0
#include "app/form_flow.h"

#include <algorithm>
#include <utility>

#include "app/questions/appearance.h"
#include "protection/notice.h"

namespace limen {
namespace {

using forms::Entry;
using forms::Type;

bool isContainer(Type type) { return type == Type::group || type == Type::repeat; }

std::size_t endOf(const std::vector<Entry>& entries, std::size_t container) {
  std::size_t end = container + 1;
  while (end < entries.size() && entries[end].depth > entries[container].depth) ++end;
  return end;
}

bool isFieldList(const forms::FormSession& form, const std::vector<Entry>& entries, std::size_t group) {
  const Appearance appearance(form.form().node(entries[group].place.question));
  if (!appearance.has("field-list") && !appearance.has("table-list")) return false;
  const auto first = entries.begin() + static_cast<std::ptrdiff_t>(group) + 1;
  const auto last = entries.begin() + static_cast<std::ptrdiff_t>(endOf(entries, group));
  return first != last && std::none_of(first, last, [](const Entry& entry) { return entry.type == Type::repeat; });
}

class Builder {
 public:
  explicit Builder(const forms::FormSession& form) : form_(form), entries_(form.entries()) {}

  FormFlow build() {
    // The notice comes before anything is asked, wherever the form keeps its answers.
    const auto notice = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) {
      return entry.depth == 0 && entry.type == Type::group && form_.form().node(entry.place.question).name == kNoticeGroup;
    });
    const auto begin = static_cast<std::size_t>(notice - entries_.begin());
    const std::size_t end = notice == entries_.end() ? begin : endOf(entries_, begin);
    walk(begin, end, std::nullopt);
    walk(0, begin, std::nullopt);
    walk(end, entries_.size(), std::nullopt);
    flow_.steps.push_back({std::nullopt, true, flow_.pages.size()});
    FormPage review;
    review.kind = FormPage::Kind::review;
    review.step = flow_.steps.size() - 1;
    flow_.pages.push_back(std::move(review));
    return std::move(flow_);
  }

 private:
  void walk(std::size_t from, std::size_t to, const std::optional<forms::Place>& repeat) {
    for (std::size_t at = from; at < to;) {
      const Entry& entry = entries_[at];
      if (entry.depth == 0) startStep(entry);
      const std::size_t end = isContainer(entry.type) ? endOf(entries_, at) : at + 1;
      if (entry.type == Type::repeat && repeat && entry.place.question == repeat->question) {
        // One instance: the session lists each below the repeat itself.
        if (isFieldList(form_, entries_, at)) {
          addFieldList(at, end, repeat);
          flow_.pages.back().group.reset();  // the page says the repeat's name and the instance's number in any case
        } else {
          walk(at + 1, end, repeat);
        }
      } else if (entry.type == Type::repeat) {
        walk(at + 1, end, entry.place);
        if (form_.form().node(entry.place.question).repeatCount.empty()) addRepeatPage(entry.place);
      } else if (entry.type == Type::group && isFieldList(form_, entries_, at)) {
        addFieldList(at, end, repeat);
      } else if (entry.type == Type::group) {
        walk(at + 1, end, repeat);
      } else {
        addQuestions({entry.place}, std::nullopt, repeat);
      }
      at = end;
    }
  }

  // Questions outside any group that follow one another share a step.
  void startStep(const Entry& entry) {
    const bool titled = isContainer(entry.type);
    if (!titled && !flow_.steps.empty() && !flow_.steps.back().group) return;
    FormStep step;
    if (titled) step.group = entry.place;
    step.firstPage = flow_.pages.size();
    flow_.steps.push_back(step);
  }

  void addFieldList(std::size_t group, std::size_t end, const std::optional<forms::Place>& repeat) {
    std::vector<forms::Place> questions;
    std::map<forms::Place, std::vector<forms::Place>> headings;
    std::vector<forms::Place> begun;  // groups without a question so far
    for (std::size_t at = group + 1; at < end; ++at) {
      if (isContainer(entries_[at].type)) {
        begun.push_back(entries_[at].place);
        continue;
      }
      if (!begun.empty()) headings[entries_[at].place] = std::exchange(begun, {});
      questions.push_back(entries_[at].place);
    }
    if (questions.empty()) return;
    addQuestions(std::move(questions), entries_[group].place, repeat);
    flow_.pages.back().headings = std::move(headings);
  }

  void addQuestions(std::vector<forms::Place> questions, std::optional<forms::Place> group, const std::optional<forms::Place>& repeat) {
    FormPage page;
    page.key = questions.front();
    page.group = std::move(group);
    page.questions = std::move(questions);
    page.step = flow_.steps.size() - 1;
    page.repeat = repeat;
    if (repeat && page.key.instances.size() > repeat->instances.size()) {
      const auto all = form_.instances(*repeat);
      const auto mine = std::find(all.begin(), all.end(), page.key.instances[repeat->instances.size()]);
      page.instanceNumber = static_cast<int>(mine - all.begin()) + 1;
    }
    flow_.pages.push_back(std::move(page));
  }

  void addRepeatPage(const forms::Place& repeat) {
    FormPage page;
    page.kind = FormPage::Kind::repeat;
    page.key = repeat;
    page.repeat = repeat;
    page.step = flow_.steps.size() - 1;
    flow_.pages.push_back(std::move(page));
  }

  const forms::FormSession& form_;
  const std::vector<Entry> entries_;
  FormFlow flow_;
};

}  // namespace

std::size_t FormFlow::pageOf(const forms::Place& question) const {
  for (std::size_t at = 0; at < pages.size(); ++at) {
    const auto& on = pages[at].questions;
    if (std::find(on.begin(), on.end(), question) != on.end()) return at;
  }
  return pages.size() - 1;
}

std::size_t FormFlow::pageWithKey(const FormPage& page, std::size_t nearby) const {
  if (page.kind == FormPage::Kind::review) return pages.size() - 1;
  for (std::size_t at = 0; at < pages.size(); ++at) {
    if (pages[at].kind != page.kind) continue;
    if (pages[at].key == page.key) return at;
    const auto& on = pages[at].questions;  // the first of a field-list may have gone
    if (std::any_of(page.questions.begin(), page.questions.end(),
                    [&](const forms::Place& place) { return std::find(on.begin(), on.end(), place) != on.end(); })) {
      return at;
    }
  }
  return std::min(nearby, pages.size() - 1);
}

FormFlow flowOf(const forms::FormSession& form) { return Builder(form).build(); }

}  // namespace limen
