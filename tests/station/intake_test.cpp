// SPDX-License-Identifier: Apache-2.0
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <iostream>

#include "life.h"
#include "station/merge.h"

using namespace limen;
using namespace limen::test;

namespace {

struct Working {
  Working() {
    programme = programmeOf(smallWorkbook(), world.open().directory().organisation());
    world.addPackage(programme);
    desk = world.enrolDesk("Officer One", "officer", "river post");
  }
  World world;
  std::shared_ptr<const Programme> programme;
  Desk desk;
};

// Runs the work in a process of its own, which ends as a power cut would end it.
template <class Work>
void inDyingProcess(Work&& work) {
  const pid_t child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    work();
    ::kill(::getpid(), SIGKILL);
    ::_exit(1);
  }
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  REQUIRE(WIFSIGNALED(status));
  REQUIRE(WTERMSIG(status) == SIGKILL);
}

// Takes so many frames and then the machine loses power.
class DyingTransport : public SyncTransport, public TransportOpener {
 public:
  explicit DyingTransport(int frames) : left_(frames) {}
  Result<std::unique_ptr<SyncTransport>> open() override { return std::unique_ptr<SyncTransport>(new DyingTransport(left_)); }
  Result<void> send(const Up&) override {
    if (left_-- == 0) ::kill(::getpid(), SIGKILL);
    return {};
  }
  Result<void> finishSending() override {
    ::kill(::getpid(), SIGKILL);
    return {};
  }
  Result<std::optional<Down>> receive() override {
    ::pause();
    return unexpected(TransportError::cut);
  }
  void cancel() override {}

 private:
  int left_;
};

}  // namespace

TEST_CASE("a draft outlives the power cut and opens for its officer alone, in its language", "[station]") {
  Working at;
  inDyingProcess([&] {
    Vault vault = at.world.unlockInShift(at.desk);
    Intake intake = begun(vault, must(vault.programmes()).front(), "Arabic");
    answer(intake, "given_name", "Synthia");
    must(intake.save());
    answer(intake, "given_name", "not saved");
  });
  Vault vault = at.world.unlockInShift(at.desk);
  const auto waiting = must(drafts(vault, "English"));
  REQUIRE(waiting.size() == 1);
  CHECK(waiting.front().programmeTitle == "Small intake");
  CHECK(waiting.front().answeredLabels == std::vector<std::string>{"Name"});
  Intake intake = must(Intake::resume(vault, waiting.front().id, ""));
  CHECK(intake.form().language() == "Arabic");
  CHECK(std::get<std::string>(intake.form().value({*intake.form().form().find("given_name"), {}})) == "Synthia");
  for (const auto& [path, content] : filesBelow(at.desk.home)) CHECK(content.find("Synthia") == std::string::npos);
  SECTION("finishing it takes the draft with it") {
    const RecordId record = must(intake.finish());
    CHECK(must(drafts(vault, "English")).empty());
    CHECK(textOfAnswer(must(showRecord(vault, record, "English")), "given_name") == "Synthia");
    CHECK_FALSE(intake.finish());
  }
  SECTION("discarding it leaves nothing") {
    must(intake.discard());
    CHECK(must(drafts(vault, "English")).empty());
    CHECK(must(vault.store().counts()).records == 0);
  }
}

TEST_CASE("a record that was finished is there once, wherever the process was killed", "[station]") {
  Working at;
  SECTION("before finish returned its draft is there, after it the record, never both and never none") {
    inDyingProcess([&] {
      Vault vault = at.world.unlockInShift(at.desk);
      Intake intake = begun(vault, must(vault.programmes()).front(), "English");
      answer(intake, "given_name", "Synthia");
      must(intake.save());
      must(intake.finish());
    });
    Vault vault = at.world.unlockInShift(at.desk);
    CHECK(must(drafts(vault, "English")).empty());
    CHECK(must(vault.store().counts()).own == 1);
    CHECK(must(vault.store().outboxCount()) == 1);
  }
  SECTION("in the middle of a session nothing leaves the outbox") {
    {
      Vault vault = at.world.unlock(at.desk);
      must(vault.takeDirectory([&] {
        Organisation organisation = at.world.open();
        must(organisation.addServer("127.0.0.1:1"));
        return organisation.directory().bytes();
      }()));
    }
    for (int frames = 0; frames < 3; ++frames) {
      inDyingProcess([&] {
        Vault vault = at.world.unlockInShift(at.desk);
        capture(vault, must(vault.programmes()).front(), "Synthia");
        DyingTransport transport(frames);
        const std::atomic<bool> cancelled{false};
        (void)syncNow(vault, transport, {}, cancelled);
      });
      Vault vault = at.world.unlockInShift(at.desk);
      CHECK(must(vault.store().counts()).own == static_cast<std::uint64_t>(frames + 1));
      CHECK(must(vault.store().outboxCount()) == static_cast<std::uint64_t>(frames + 1));
      CHECK(must(vault.store().counts()).confirmed == 0);
      CHECK(must(vault.store().database().integrityHolds()));
    }
  }
}

TEST_CASE("what is not complete is not finished, and the first question is named", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  Intake intake = begun(vault, must(vault.programmes()).front(), "English");
  answer(intake, "remark", "tall");
  const auto refused = intake.finish();
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is(IntakeError::notValid));
  CHECK(refused.error().context() == "given_name");
  answer(intake, "given_name", "Synthia");
  CHECK(intake.finish());
}

TEST_CASE("a record from JSON goes the way of a typed one, and its list line says nothing but operational answers", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const auto programme = must(vault.programmes()).front();
  const RecordId record =
      must(importRecord(vault, programme,
                        R"({"arrival":{"crossing_point":"river","remark":"tall"},"given_name":"Synthia","birth_date":"1990-02-03",
                                                "member":[{"member_name":"Anna","member_age":7},{"member_name":"Bert","member_age":9}],
                                                "condition":null,"limen_language":"Arabic","limen_mode":"read","limen_alone":"yes"})"));
  const RecordView view = must(showRecord(vault, record, "Arabic"));
  CHECK(textOfAnswer(view, "given_name") == "Synthia");
  CHECK(textOfAnswer(view, "crossing_point") == "نقطة النهر");
  CHECK(textOfAnswer(view, "birth_date").find("02-03") == std::string::npos);
  CHECK(compartment(view, "health").state == ShownCompartment::State::empty);
  std::vector<std::string> members;
  for (const ShownAnswer& shown : compartment(view, "identity").answers)
    if (shown.instance > 0) members.push_back(shown.repeatLabel + std::to_string(shown.instance) + shown.text);
  CHECK(members ==
        std::vector<std::string>{"فرد من العائلة1Anna", "فرد من العائلة17", "فرد من العائلة2Bert", "فرد من العائلة29"});

  CHECK(must(listRecords(vault, "", 0, 10)).rows.front().summary == "River post, tall");
  CHECK(must(listRecords(vault, "نقطة", 0, 10)).total == 1);
  CHECK(must(listRecords(vault, "Synthia", 0, 10)).total == 0);

  const auto cause = [&](std::string_view json) {
    const auto result = importRecord(vault, programme, json);
    REQUIRE_FALSE(result);
    return std::string(result.error().name()) + " " + result.error().context();
  };
  CHECK(cause("[1, 2") == "notJson ");
  CHECK(cause(R"({"given_name":"A","colour":"red"})") == "unknownQuestion colour");
  CHECK(cause(R"({"given_name":"A","birth_date":"soon"})") == "notThatType birth_date");
  CHECK(cause(R"({"given_name":{"first":"A"}})") == "notThatType given_name");
  const std::string told = R"(,"limen_language":"English","limen_mode":"read","limen_alone":"yes"})";
  CHECK(cause(R"({"remark":"tall")" + told) == "notValid given_name");
  CHECK(cause(R"({"given_name":"A"})") == "noNotice limen_language");
  CHECK(cause(R"({"given_name":"A","limen_notice":"arrival-2")" + told) == "notThatType limen_notice");
  CHECK(must(vault.store().counts()).records == 1);
}

TEST_CASE("the list line is the form's own name of the record where that tells no more than operational answers", "[station]") {
  World world;
  const auto lineWith = [&](const std::string& instanceName, const std::string& remarkKept = "as-is") {
    forms::Workbook book = smallWorkbook();
    const auto set = [&](const char* sheet, const char* column, std::size_t row, const std::string& text) {
      for (forms::Sheet& one : book.sheets) {
        if (one.name != sheet) continue;
        auto at = std::find(one.headings.begin(), one.headings.end(), column);
        if (at == one.headings.end()) {
          at = one.headings.insert(one.headings.end(), column);
          for (forms::Row& each : one.rows) each.cells.emplace_back();
        }
        one.rows[row].cells[static_cast<std::size_t>(at - one.headings.begin())] = text;
      }
    };
    if (!instanceName.empty()) set("settings", "instance_name", 0, instanceName);
    set("survey", "protect::minimise", 2, remarkKept);
    const auto programme = programmeOf(book, world.open().directory().organisation());
    world.packages.clear();
    world.addPackage(programme);
    static int desks = 0;
    const Desk desk = world.enrolDesk("Officer " + std::to_string(++desks), "officer", "river post");
    Vault vault = world.unlockInShift(desk);
    capture(vault, must(vault.programmes()).front(), "Synthia", "tall");
    return must(listRecords(vault, "", 0, 1)).rows.front().summary;
  };
  const std::string present = "River post, tall";
  CHECK(lineWith("") == present);
  CHECK(lineWith("concat(${remark}, ' (', ${crossing_point}, ')')") == "tall (river)");
  CHECK(lineWith("concat(${remark}, ${given_name})") == present);       // of another compartment
  CHECK(lineWith("${remark}", "initial") == "River post, t");           // not kept as it was typed
  CHECK(lineWith("concat(${remark}, count(${member}))") == present);    // a repeat stands in no compartment of its own
  CHECK(lineWith("if(${remark} = 'tall', '', ${remark})") == present);  // says nothing
}

TEST_CASE("every read of a record is in the log", "[station]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const RecordId record = capture(vault, must(vault.programmes()).front(), "Synthia");
  must(showRecord(vault, record, "English"));
  must(showRecord(vault, record, "English"));
  int reads = 0, finished = 0;
  for (const AuditEntry& entry : must(vault.store().auditEntries(1, 100))) {
    reads += entry.act.act == "record.read" && entry.act.actor == at.desk.user;
    finished += entry.act.act == "record.finish";
  }
  CHECK(reads == 2);
  CHECK(finished == 1);
  const auto missing = showRecord(vault, RecordId{}, "English");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().is(StoreError::notFound));
}

TEST_CASE("answers merge by what their writers had seen, not by arrival", "[station]") {
  const auto dot = [](Byte writer, std::uint64_t counter) {
    RevisionId id;
    id.writer.value[0] = writer;
    id.counter = counter;
    return id;
  };
  const auto set = [](const char* question, const char* text) { return OpenedAnswer{question, {}, std::string(text)}; };
  const RevisionAnswers first{dot(1, 1), {}, {set("name", "A"), set("place", "north")}};
  const RevisionAnswers later{dot(1, 2), {dot(1, 1)}, {set("name", "B")}};
  const RevisionAnswers beside{dot(2, 1), {dot(1, 1)}, {set("name", "C"), OpenedAnswer{"place", {}, forms::Empty{}}}};
  for (const auto& order :
       {std::vector{first, later, beside}, std::vector{beside, later, first}, std::vector{later, first, beside}}) {
    const auto merged = mergeAnswers(order);
    REQUIRE(merged.size() == 1);
    CHECK(merged.front().question == "name");
    CHECK(merged.front().values == std::vector<forms::Value>{std::string("B"), std::string("C")});
  }
  // A context that does not contain the dot removes nothing.
  const RevisionAnswers unseen{dot(3, 1), {}, {set("name", "D")}};
  CHECK(mergeAnswers({first, unseen}).front().values.size() == 2);
}

TEST_CASE("how many records are saved in a second", "[.measure]") {
  Working at;
  Vault vault = at.world.unlockInShift(at.desk);
  const auto programme = must(vault.programmes()).front();
  constexpr int kRecords = 2000;
  const auto before = std::chrono::steady_clock::now();
  for (int i = 0; i < kRecords; ++i)
    must(importRecord(vault, programme,
                      R"({"crossing_point":"river","remark":"tall","given_name":"Synthia","condition":"well","limen_language":"English","limen_mode":"read","limen_alone":"yes"})"));
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - before;
  std::cout << "records saved per second: " << static_cast<int>(kRecords / took.count()) << "\n";
}
