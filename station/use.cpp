// SPDX-License-Identifier: Apache-2.0
#include "station/use.h"

#include <algorithm>
#include <map>

#include "protection/notice.h"

namespace limen {

namespace {

constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxNameBytes = 1024;

struct Counted {
  std::int64_t since = 0;  // days since 1970
  struct Read {
    std::uint32_t days = 0;
    std::int64_t last = 0;
  };
  std::map<std::string, Read> questions;
};

std::string nameFor(const std::string& programme) {
  return "use/" + programme;
}

Bytes written(const Counted& counted) {
  ByteWriter out;
  out.u8(kVersion).u64(static_cast<std::uint64_t>(counted.since)).varint(counted.questions.size());
  for (const auto& [name, read] : counted.questions) out.text(name).u32(read.days).u64(static_cast<std::uint64_t>(read.last));
  return out.take();
}

// One that does not read counts from today: what is lost is how long nobody read.
Counted readFrom(const std::optional<Bytes>& bytes, std::int64_t today) {
  Counted out{today, {}};
  if (!bytes) return out;
  ByteReader in(*bytes);
  if (in.u8() != kVersion) in.fail();
  Counted held{static_cast<std::int64_t>(in.u64()), {}};
  for (std::uint64_t left = in.varint(); left > 0 && in.ok(); --left) {
    std::string name = in.text(kMaxNameBytes);
    const std::uint32_t days = in.u32();
    held.questions[std::move(name)] = {days, static_cast<std::int64_t>(in.u64())};
  }
  return in.done() ? held : out;
}

std::int64_t dayOf(const Vault& vault) {
  return std::chrono::floor<std::chrono::days>(vault.clock().now()).time_since_epoch().count();
}

forms::Date dateOf(std::int64_t day) {
  return forms::Date{std::chrono::days{day}};
}

}  // namespace

Result<void> noteRead(Vault& vault, const std::string& programme, const std::vector<std::string>& questions) {
  const std::int64_t today = dayOf(vault);
  LIMEN_ASSIGN(const auto held, vault.store().get(nameFor(programme)));
  Counted counted = readFrom(held, today);
  bool changed = !held;
  for (const std::string& name : questions) {
    if (name.size() > kMaxNameBytes) continue;
    Counted::Read& read = counted.questions[name];
    if (read.days > 0 && read.last >= today) continue;
    ++read.days;
    read.last = today;
    changed = true;
  }
  return changed ? vault.store().put(nameFor(programme), written(counted)) : Result<void>{};
}

Result<std::vector<ProgrammeUse>> programmeUse(Vault& vault) {
  LIMEN_TRY(vault.require(Act::readLog));
  LIMEN_TRY(vault.store().audit(vault.act("programme.use")));
  LIMEN_ASSIGN(const auto programmes, vault.programmes());
  std::vector<ProgrammeUse> out;
  for (const auto& programme : programmes) {
    LIMEN_ASSIGN(const auto held, vault.store().get(nameFor(programme->id)));
    const Counted counted = readFrom(held, dayOf(vault));
    ProgrammeUse use{programme->id, programme->version, {}, {}};
    if (held) use.since = dateOf(counted.since);
    const forms::FormDefinition& form = programme->form->definition();
    for (std::uint32_t i = 1; i < programme->form->size(); ++i) {
      const forms::Node& node = programme->form->node(i);
      if (!forms::storesAnswer(node.type) || node.name.starts_with(kOwnPrefix)) continue;
      if (programme->protections[i].minimise.kind == Minimise::Kind::drop || programme->protections[i].category == "none")
        continue;
      QuestionUse each{programme->form->answerName(i), forms::translated(node.label, form.defaultLanguage, form)};
      if (const auto read = counted.questions.find(each.question); read != counted.questions.end()) {
        each.daysRead = read->second.days;
        each.lastRead = dateOf(read->second.last);
      }
      use.questions.push_back(std::move(each));
    }
    out.push_back(std::move(use));
  }
  return out;
}

std::vector<QuestionUse> unread(const ProgrammeUse& use, forms::Date today, std::uint32_t days) {
  std::vector<QuestionUse> out;
  const auto from = today - std::chrono::days{days};
  if (!use.since || *use.since > from) return out;
  std::copy_if(use.questions.begin(), use.questions.end(), std::back_inserter(out),
               [&](const QuestionUse& each) { return !each.lastRead || *each.lastRead < from; });
  return out;
}

}  // namespace limen
