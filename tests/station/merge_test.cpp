// SPDX-License-Identifier: Apache-2.0
// The merge is a function of the set of revisions: labels case by case, and histories drawn from seeds in every order of arrival.
#include "station/merge.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <numeric>

#include "core/random.h"

using namespace limen;

namespace {

RevisionId dot(Byte writer, std::uint64_t counter) {
  RevisionId id;
  id.writer.value[0] = writer;
  id.counter = counter;
  return id;
}
OpenedAnswer set(const std::string& question, const std::string& text) { return {question, {}, text}; }
OpenedAnswer cleared(const std::string& question) { return {question, {}, forms::Empty{}}; }

const MergedAnswer* find(const std::vector<MergedAnswer>& merged, const std::string& question) {
  const auto at = std::find_if(merged.begin(), merged.end(), [&](const MergedAnswer& one) { return one.question == question; });
  return at == merged.end() ? nullptr : &*at;
}

std::string written(const std::vector<MergedAnswer>& merged) {
  std::string out;
  for (const MergedAnswer& answer : merged) {
    out += answer.question + (answer.parallel ? " parallel" : "") + (answer.isConflict() ? " conflict" : "");
    for (const StandingValue& standing : answer.standing) {
      out += " | " + (forms::isEmpty(standing.value) ? "cleared" : std::get<std::string>(standing.value));
      for (const RevisionId& id : standing.by) out += " " + std::to_string(id.writer.value[0]) + ":" + std::to_string(id.counter);
    }
    out += "\n";
  }
  return out;
}

// A record of `writers` who now and then see what the others wrote, as contextOf() lets them say it.
std::vector<RevisionAnswers> history(std::uint64_t seed, std::size_t writers, std::size_t revisions) {
  SeededRandom random(seed);
  std::vector<RevisionAnswers> made;
  std::vector<std::map<WriterId, std::uint64_t>> seen(writers);
  std::vector<std::uint64_t> counters(writers, 0);
  for (std::size_t i = 0; i < revisions; ++i) {
    const std::size_t writer = random.below(writers);
    if (!made.empty() && random.below(3) != 0) {  // pulls what one of them had
      const RevisionAnswers& from = made[random.below(made.size())];
      seen[writer][from.id.writer] = std::max(seen[writer][from.id.writer], from.id.counter);
    }
    RevisionAnswers revision;
    revision.id = dot(static_cast<Byte>(writer + 1), ++counters[writer]);
    for (const auto& [other, counter] : seen[writer]) revision.context.push_back({other, counter});
    const std::size_t answers = 1 + random.below(3);
    for (std::size_t a = 0; a < answers; ++a) {
      const std::string question = "q" + std::to_string(random.below(4));
      const bool there = std::any_of(revision.answers.begin(), revision.answers.end(), [&](const auto& one) { return one.question == question; });
      if (!there) revision.answers.push_back(random.below(4) == 0 ? cleared(question) : set(question, "v" + std::to_string(random.below(3))));
    }
    seen[writer][revision.id.writer] = revision.id.counter;
    made.push_back(std::move(revision));
  }
  return made;
}

// The same by another way: of each answer, the writes that no other write of it had seen.
std::map<std::string, std::vector<std::string>> expected(const std::vector<RevisionAnswers>& revisions) {
  std::map<std::string, std::vector<std::string>> out;
  for (const RevisionAnswers& one : revisions) {
    for (const OpenedAnswer& answer : one.answers) {
      bool seen = false;
      for (const RevisionAnswers& other : revisions)
        for (const OpenedAnswer& theirs : other.answers)
          for (const RevisionId& known : other.context)
            seen = seen || (other.id != one.id && theirs.question == answer.question && known.writer == one.id.writer &&
                            known.counter >= one.id.counter);
      if (!seen && !forms::isEmpty(answer.value)) out[answer.question].push_back(std::get<std::string>(answer.value));
    }
  }
  for (auto& [question, values] : out) {
    std::sort(values.begin(), values.end());
    values.erase(std::unique(values.begin(), values.end()), values.end());
  }
  return out;
}

}  // namespace

TEST_CASE("any order of arrival merges to the same answers, labels and provisional value", "[station]") {
  std::size_t orders = 0, conflicts = 0, parallels = 0;
  for (std::uint64_t seed = 1; seed <= 60; ++seed) {
    INFO("seed " << seed);
    const std::size_t size = 2 + seed % 10;
    std::vector<RevisionAnswers> revisions = history(seed, 2 + seed % 3, size);
    const std::vector<MergedAnswer> merged = mergeAnswers(revisions);
    const std::string wanted = written(merged);
    std::map<std::string, std::vector<std::string>> values;
    for (const MergedAnswer& answer : merged) {
      for (const forms::Value& value : answer.values) values[answer.question].push_back(std::get<std::string>(value));
      std::sort(values[answer.question].begin(), values[answer.question].end());
      conflicts += answer.isConflict() ? 1 : 0;
      parallels += answer.parallel ? 1 : 0;
    }
    CHECK(values == expected(revisions));
    if (size <= 5) {  // all of them
      std::vector<std::size_t> order(size);
      std::iota(order.begin(), order.end(), 0);
      do {
        std::vector<RevisionAnswers> arrived;
        for (const std::size_t i : order) arrived.push_back(revisions[i]);
        REQUIRE(written(mergeAnswers(std::move(arrived))) == wanted);
        ++orders;
      } while (std::next_permutation(order.begin(), order.end()));
    } else {
      SeededRandom random(seed);
      for (int i = 0; i < 100; ++i) {
        for (std::size_t last = revisions.size(); last > 1; --last) std::swap(revisions[last - 1], revisions[random.below(last)]);
        REQUIRE(written(mergeAnswers(revisions)) == wanted);
        ++orders;
      }
    }
  }
  CHECK(orders > 4000);
  CHECK(conflicts > 20);  // the histories have what is looked for
  CHECK(parallels > 20);
}

TEST_CASE("different answers are parallel, the same one is a conflict, and one that saw both ends either", "[station]") {
  const RevisionAnswers first{dot(1, 1), {}, {set("name", "A"), set("place", "north"), set("age", "7")}};
  const RevisionAnswers name{dot(2, 1), {dot(1, 1)}, {set("name", "B")}};
  const RevisionAnswers place{dot(3, 1), {dot(1, 1)}, {set("place", "river")}};
  const RevisionAnswers other{dot(4, 1), {dot(1, 1)}, {set("name", "C")}};
  {
    const auto merged = mergeAnswers({first, name});  // one after the other
    CHECK(written(merged) == "name | B 2:1\nplace | north 1:1\nage | 7 1:1\n");
  }
  {
    const auto merged = mergeAnswers({first, name, place});
    CHECK(written(merged) == "name parallel | B 2:1\nplace parallel | river 3:1\nage | 7 1:1\n");
    CHECK_FALSE(find(merged, "name")->isConflict());
  }
  {
    const auto merged = mergeAnswers({first, name, other});
    CHECK(written(merged) == "name conflict | B 2:1 | C 4:1\nplace | north 1:1\nage | 7 1:1\n");
    CHECK(find(merged, "name")->values == std::vector<forms::Value>{std::string("B"), std::string("C")});
  }
  // Somebody saw both and changed a third answer: no longer parallel, and the conflict is still there.
  const RevisionAnswers third{dot(5, 1), {dot(1, 1), dot(2, 1), dot(3, 1), dot(4, 1)}, {set("age", "8")}};
  CHECK(written(mergeAnswers({first, name, place, other, third})) ==
        "name conflict | B 2:1 | C 4:1\nplace | river 3:1\nage | 8 5:1\n");
  const RevisionAnswers decision{dot(5, 1), {dot(1, 1), dot(2, 1), dot(4, 1)}, {set("name", "C")}};
  CHECK(written(mergeAnswers({first, name, other, decision})) == "name | C 5:1\nplace | north 1:1\nage | 7 1:1\n");
  // Two who decide the same have no conflict; two who decide differently have one, and the sides are the decisions.
  const RevisionAnswers same{dot(6, 1), {dot(1, 1), dot(2, 1), dot(4, 1)}, {set("name", "C")}};
  const RevisionAnswers differently{dot(6, 1), {dot(1, 1), dot(2, 1), dot(4, 1)}, {set("name", "B")}};
  CHECK(written(mergeAnswers({first, name, other, decision, same})) == "name | C 5:1 6:1\nplace | north 1:1\nage | 7 1:1\n");
  CHECK(find(mergeAnswers({first, name, other, decision, differently}), "name")->standing.size() == 2);
}

TEST_CASE("sides of a conflict had not seen each other, and a later edit that knew them all is none", "[station]") {
  std::size_t pairs = 0, known = 0;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    std::vector<RevisionAnswers> revisions = history(seed, 2 + seed % 3, 2 + seed % 12);
    std::map<RevisionId, const RevisionAnswers*> byId;
    for (const RevisionAnswers& each : revisions) byId[each.id] = &each;
    const auto sees = [&](const RevisionId& later, const RevisionId& earlier) {
      const auto& context = byId.at(later)->context;
      return std::any_of(context.begin(), context.end(), [&](const RevisionId& seen) {
        return seen.writer == earlier.writer && seen.counter >= earlier.counter;
      });
    };
    for (const MergedAnswer& answer : mergeAnswers(revisions))
      for (const StandingValue& one : answer.standing)
        for (const StandingValue& other : answer.standing) {
          if (&one == &other) continue;
          ++pairs;
          for (const RevisionId& a : one.by)
            for (const RevisionId& b : other.by) CHECK_FALSE(sees(a, b));
        }
    // One after the other: each knows all that was written before it, whoever wrote it.
    std::map<WriterId, std::uint64_t> seen;
    std::map<std::string, std::string> last;
    for (RevisionAnswers& each : revisions) {
      each.context.clear();
      for (const auto& [writer, counter] : seen) each.context.push_back({writer, counter});
      seen[each.id.writer] = each.id.counter;
      for (const OpenedAnswer& answer : each.answers)
        last[answer.question] = forms::isEmpty(answer.value) ? "" : std::get<std::string>(answer.value);
    }
    std::erase_if(last, [](const auto& each) { return each.second.empty(); });
    std::map<std::string, std::string> merged;
    for (const MergedAnswer& answer : mergeAnswers(revisions)) {
      CHECK_FALSE(answer.isConflict());
      CHECK_FALSE(answer.parallel);
      merged[answer.question] = std::get<std::string>(answer.values.front());
      ++known;
    }
    CHECK(merged == last);
  }
  CHECK(pairs > 100);
  CHECK(known > 200);
}

TEST_CASE("a clear beside a change is a conflict, and of two clears nothing is left", "[station]") {
  const RevisionAnswers first{dot(1, 1), {}, {set("name", "A")}};
  const RevisionAnswers change{dot(2, 1), {dot(1, 1)}, {set("name", "B")}};
  const RevisionAnswers clear{dot(3, 1), {dot(1, 1)}, {cleared("name")}};
  const RevisionAnswers again{dot(4, 1), {dot(1, 1)}, {cleared("name")}};
  const auto merged = mergeAnswers({first, change, clear});
  CHECK(written(merged) == "name conflict | B 2:1 | cleared 3:1\n");
  CHECK(merged.front().values == std::vector<forms::Value>{std::string("B")});
  CHECK(mergeAnswers({first, clear, again}).empty());
  CHECK(mergeAnswers({first, clear}).empty());
}

TEST_CASE("what counts until it is decided had seen the most, and of equals the lowest dot", "[station]") {
  const RevisionAnswers first{dot(1, 1), {}, {set("name", "A"), set("age", "7")}};
  const RevisionAnswers blind{dot(2, 1), {dot(1, 1)}, {set("name", "B")}};
  const RevisionAnswers step{dot(9, 1), {dot(1, 1)}, {set("age", "8")}};
  const RevisionAnswers sees{dot(9, 2), {dot(1, 1), dot(9, 1)}, {set("name", "C")}};
  CHECK(std::get<std::string>(find(mergeAnswers({first, blind, step, sees}), "name")->standing.front().value) == "C");
  const RevisionAnswers equal{dot(9, 1), {dot(1, 1)}, {set("name", "C")}};
  CHECK(std::get<std::string>(find(mergeAnswers({first, blind, equal}), "name")->standing.front().value) == "B");
}

TEST_CASE("instances of a repeat are answers of their own", "[station]") {
  RepeatId one, two;
  one.value[0] = 1;
  two.value[0] = 2;
  const RevisionAnswers first{dot(1, 1), {}, {{"age", {one}, std::string("1")}, {"age", {two}, std::string("2")}}};
  const RevisionAnswers left{dot(2, 1), {dot(1, 1)}, {{"age", {one}, std::string("3")}}};
  const RevisionAnswers right{dot(3, 1), {dot(1, 1)}, {{"age", {two}, std::string("4")}}};
  const auto merged = mergeAnswers({first, left, right});
  REQUIRE(merged.size() == 2);
  for (const MergedAnswer& answer : merged) CHECK(answer.values.size() == 1);
}

TEST_CASE("who cannot open a compartment sees by the headers that two changed it, until one has seen both", "[station]") {
  const Seen first{dot(1, 1), {}}, one{dot(2, 1), {dot(1, 1)}}, other{dot(3, 1), {dot(1, 1)}};
  CHECK_FALSE(isUnsettled({first}));
  CHECK_FALSE(isUnsettled({first, one}));
  CHECK(isUnsettled({first, one, other}));
  CHECK(isUnsettled({first, one, other, Seen{dot(4, 1), {dot(1, 1), dot(2, 1)}}}));
  CHECK_FALSE(isUnsettled({first, one, other, Seen{dot(4, 1), {dot(1, 1), dot(2, 1), dot(3, 1)}}}));
}
