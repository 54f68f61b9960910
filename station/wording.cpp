// SPDX-License-Identifier: Apache-2.0
#include "station/wording.h"

#include <algorithm>
#include <set>

#include "protection/picture.h"
#include "protection/notice.h"

namespace limen {

namespace {

constexpr std::size_t kSummaryAnswers = 2;
constexpr std::size_t kMaxSummaryBytes = 200;

void append(std::string& text, std::string_view more, std::string_view between) {
  if (more.empty()) return;
  if (!text.empty()) text += between;
  text += more;
}

// Cut at a character's start.
std::string shortened(std::string text) {
  if (text.size() <= kMaxSummaryBytes) return text;
  std::size_t end = kMaxSummaryBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  return text + "\u2026";
}

}  // namespace

std::optional<AttachmentRef> pictureIn(const forms::Node& node, const forms::Value& value) {
  const auto* text = std::get_if<std::string>(&value);
  return text != nullptr && forms::isMedia(node.type) ? AttachmentRef::parse(*text) : std::nullopt;
}

FormWords::FormWords(const forms::CompiledForm& form) : compiled_(&form), form_(&form.definition()) {
  standings_.emplace_back();
  std::vector<std::uint32_t> repeats;
  add(form_->nodes, repeats);
  LIMEN_CHECK(standings_.size() == form.size());
}

void FormWords::add(const std::vector<forms::Node>& nodes, std::vector<std::uint32_t>& repeats) {
  for (const forms::Node& node : nodes) {
    const auto index = static_cast<std::uint32_t>(standings_.size());
    standings_.push_back({&node, index, repeats});
    if (node.type == forms::Type::repeat) repeats.push_back(index);
    add(node.children, repeats);
    if (node.type == forms::Type::repeat) repeats.pop_back();
  }
}

const FormWords::Standing* FormWords::find(std::string_view question) const {
  const auto index = compiled_->find(question);
  return index ? &standings_[*index] : nullptr;
}

const forms::Choice* FormWords::choice(const forms::Node& node, const std::string& name) const {
  const auto list = form_->lists.find(node.list);
  if (list == form_->lists.end()) return nullptr;
  const auto found =
      std::find_if(list->second.begin(), list->second.end(), [&](const forms::Choice& one) { return one.name == name; });
  return found == list->second.end() ? nullptr : &*found;
}

std::string FormWords::label(const Standing& standing, const std::string& language) const {
  const std::string& text = forms::translated(standing.node->label, language, *form_);
  return text.empty() ? standing.node->name : text;
}

std::optional<std::string> FormWords::choiceLabel(const Standing& standing, const std::string& name,
                                                  const std::string& language) const {
  const forms::Choice* one = choice(*standing.node, name);
  if (!one) return std::nullopt;
  const std::string& text = forms::translated(one->label, language, *form_);
  return text.empty() ? name : text;
}

std::optional<std::string> FormWords::pictureInWords(std::uint32_t question, const forms::Value& value) const {
  const auto picture = pictureIn(*standings_[question].node, value);
  if (!picture) return std::nullopt;
  const bool png = picture->kind == static_cast<std::uint8_t>(PictureKind::png);
  return std::string(png ? "PNG" : "JPEG") + ", " + std::to_string((picture->size + 1023) / 1024) + " KiB";
}

std::string FormWords::inWords(const Standing& standing, const forms::Value& value, const std::string& language) const {
  if (const auto words = pictureInWords(standing.index, value)) return *words;
  const auto chosen = [&](const std::string& name) { return choiceLabel(standing, name, language).value_or(name); };
  if (const auto* text = std::get_if<std::string>(&value))
    return standing.node->type == forms::Type::selectOne ? chosen(*text) : *text;
  if (const auto* several = std::get_if<forms::Selected>(&value)) {
    std::string out;
    for (const std::string& name : several->names) append(out, chosen(name), ", ");
    return out;
  }
  return forms::toLexical(value);
}

std::string FormWords::searchText(const Standing& standing, const forms::Value& value) const {
  if (pictureIn(*standing.node, value)) return {};
  std::vector<std::string> names;
  if (const auto* several = std::get_if<forms::Selected>(&value)) names = several->names;
  if (const auto* text = std::get_if<std::string>(&value); text && standing.node->type == forms::Type::selectOne) names = {*text};
  if (names.empty()) return forms::toLexical(value);
  std::set<std::string> texts;
  for (const std::string& name : names) {
    const forms::Choice* one = choice(*standing.node, name);
    if (!one || one->label.empty()) {
      texts.insert(name);
      continue;
    }
    for (const auto& [language, text] : one->label) texts.insert(text);
  }
  std::string out;
  for (const std::string& text : texts) append(out, text, " ");
  return out;
}

IndexRows indexRows(const FormWords& words, const Programme& programme, const std::vector<OpenedAnswer>& answers,
                    const std::string& language) {
  IndexRows out;
  std::size_t named = 0;
  for (const OpenedAnswer& answer : answers) {
    const FormWords::Standing* standing = words.find(answer.question);
    if (!standing || forms::isEmpty(answer.value) || standing->node->name.starts_with(kOwnPrefix)) continue;
    const forms::Type type = standing->node->type;
    const bool chosen = type == forms::Type::selectOne || type == forms::Type::selectMultiple;
    if (isProtected(programme.protections[standing->index].category, chosen)) continue;
    if (std::string text = words.searchText(*standing, answer.value); !text.empty())
      out.answers.push_back({answer.question, std::move(text)});
    if ((!chosen && type != forms::Type::text) || named == kSummaryAnswers || !standing->repeats.empty()) continue;
    append(out.summary, words.inWords(*standing, answer.value, language), ", ");
    ++named;
  }
  out.summary = shortened(std::move(out.summary));
  return out;
}

std::string listedName(const Programme& programme, const forms::FormSession& form) {
  const auto operational = operationalCompartment(programme);
  const std::vector<std::uint32_t>& reads = programme.form->instanceNameReads();
  const bool open = operational && std::all_of(reads.begin(), reads.end(), [&](std::uint32_t question) {
                      const Protection& protection = programme.protections[question];
                      return forms::storesAnswer(programme.form->node(question).type) && protection.compartment == *operational &&
                             protection.minimise.kind == Minimise::Kind::asIs;
                    });
  return open ? shortened(form.instanceName()) : std::string();
}

std::optional<std::uint8_t> operationalCompartment(const Programme& programme) {
  for (std::size_t i = 0; i < programme.compartments.size(); ++i)
    if (programme.compartments[i].name == kOperational) return static_cast<std::uint8_t>(i);
  return std::nullopt;
}

}  // namespace limen
