// SPDX-License-Identifier: Apache-2.0
#include "tests/bench/forms.h"

#include <malloc.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <nlohmann/json.hpp>
#include <sstream>

#include "core/check.h"
#include "core/files.h"
#include "forms/form_file.h"
#include "forms/form_session.h"
#include "forms/xml_tree.h"
#include "protection/programme.h"

namespace limen::bench {

namespace {

namespace fs = std::filesystem;
using forms::CompiledForm;
using forms::FormSession;

constexpr std::size_t kMostBytes = std::size_t{512} << 20;

fs::path shared(const char* below) {
  return fs::path(LIMEN_SOURCE_DIR) / ".." / "shared" / below;
}

std::shared_ptr<const CompiledForm> opened(const fs::path& path) {
  auto reading = forms::readFormFile(path);
  LIMEN_CHECK(reading && reading->form);
  auto compiled = CompiledForm::compile(std::move(*reading->form));
  LIMEN_CHECK(compiled.has_value());
  return *compiled;
}

struct Interview {
  explicit Interview(std::shared_ptr<const CompiledForm> compiled)
      : session(compiled, clock, random, compiled->definition().defaultLanguage) {}
  ManualClock clock;
  SeededRandom random{1};
  FormSession session;

  std::string answerAt(const std::string& path) const { return toLexical(session.value(*session.placeAt(path))); }
};

// Milliseconds of each answer; what the form does not take (a choice that a filter excludes, a question that is not asked) is
// left out, as the other engines leave it out.
std::vector<double> replay(Interview& interview, const fs::path& answers) {
  std::ifstream file(answers);
  std::vector<double> times;
  for (const auto& line : nlohmann::json::parse(file)) {
    const auto place = interview.session.placeAt(line[1].get<std::string>());
    if (!place) continue;
    const std::string typed = line[2].get<std::string>();
    times.push_back(1000 * secondsOf([&] {
                      auto value = interview.session.parse(*place, typed);
                      if (value) static_cast<void>(interview.session.set(*place, std::move(*value)));
                    }));
  }
  return times;
}

double percentile(std::vector<double> values, double part) {
  LIMEN_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(part * static_cast<double>(values.size())))];
}

double residentMb() {
  std::ifstream file("/proc/self/statm");
  double pages = 0, resident = 0;
  file >> pages >> resident;
  return resident * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1e6;
}

// In a process of its own, so that nothing measured before is counted: what `work` returns, and how much memory it holds then.
struct Held {
  double value = 0, megabytes = 0;
};
Held inFreshProcess(const std::function<double(const std::function<void()>& measure)>& work) {
  int ends[2];
  LIMEN_CHECK(pipe(ends) == 0);
  const pid_t child = fork();
  LIMEN_CHECK(child >= 0);
  if (child == 0) {
    Held held;
    malloc_trim(0);
    const double before = residentMb();
    held.value = work([&] { held.megabytes = residentMb() - before; });
    LIMEN_CHECK(write(ends[1], &held, sizeof(held)) == sizeof(held));
    _exit(0);
  }
  Held held;
  LIMEN_CHECK(read(ends[0], &held, sizeof(held)) == sizeof(held));
  close(ends[0]);
  close(ends[1]);
  waitpid(child, nullptr, 0);
  return held;
}

void generate(const fs::path& out, const std::string& options = {}) {
  const std::string command =
      "python3 '" + shared("bench/gen_forms.py").string() + "' '" + out.string() + "' " + options + " 2>/dev/null";
  LIMEN_CHECK(std::system(command.c_str()) == 0);
}

double medianOf(int times, const std::function<void()>& work) {
  std::vector<double> all;
  for (int i = 0; i < times; ++i) all.push_back(1000 * secondsOf(work));
  return median(all);
}

void whoForm(Figures& figures) {
  const fs::path path = shared("forms/who-verbal-autopsy.xlsx");
  figures.atMost("WHO form ready from .xlsx", medianOf(5, [&] { Interview interview(opened(path)); }), "ms", 300);

  const Signer author = Signer::generate(), officer = Signer::generate();
  BuildOptions options;
  options.unprotectedDemo = true;
  auto file = forms::openFormFile(path);
  LIMEN_CHECK(file.has_value());
  auto reading = readProgramme(std::move(*file), options);
  LIMEN_CHECK(reading.programme.has_value());
  const Programme& programme = *reading.programme;
  const Bytes package = buildPackage(programme, author, officer);
  const PackageSigners signers{{author.publicKey()}, {officer.publicKey()}};
  figures.atMost("WHO form ready from its built package", medianOf(5, [&] {
                   const auto unpacked = openPackage(package, signers, options.organisation);
                   LIMEN_CHECK(unpacked.has_value());
                   Interview interview(unpacked->form);
                 }),
                 "ms", 20);
  figures.peer("JavaRosa 1,225 cold / 451 warm; ODK Web Forms 1,254 / 482; Enketo 1,067 / 926");

  Interview interview(programme.form);
  const auto times = replay(interview, shared("bench/answers_whova_form.json"));
  figures.plain("WHO form: answers replayed", static_cast<double>(times.size()), "answers");
  figures.atMost("WHO form: an answer p50", percentile(times, 0.5), "ms", 0.03);
  figures.atMost("WHO form: an answer p99", percentile(times, 0.99), "ms", 0.5);
  figures.peer("JavaRosa 0.06 / 12.0; ODK Web Forms 0.24 / 14.1; Enketo 1.69 / 15.2");
  const Held held = inFreshProcess([&](const std::function<void()>& measure) {
    Interview inner(opened(path));
    malloc_trim(0);
    measure();
    return 0.0;
  });
  figures.atMost("WHO form open: memory beside the program", held.megabytes, "MB", 40);
}

// An interview with so many instances; how long the last one took to add.
double addInstances(Interview& interview, const char* repeat, std::size_t wanted) {
  const auto place = interview.session.placeAt(repeat);
  LIMEN_CHECK(place.has_value());
  double last = 0;
  while (interview.session.instances(*place).size() < wanted)
    last = 1000 * secondsOf([&] { LIMEN_CHECK(interview.session.addInstance(*place).has_value()); });
  return last;
}

void repeats(Figures& figures, const fs::path& folder) {
  const auto form = opened(folder / "synth_repeat.xml");
  std::vector<double> last;
  std::unique_ptr<Interview> interview;
  for (int i = 0; i < 5; ++i) {
    interview = std::make_unique<Interview>(form);
    last.push_back(addInstances(*interview, "/data/item", 500));
  }
  const auto times = replay(*interview, folder / "answers_synth_repeat.json");
  LIMEN_CHECK(interview->answerAt("/data/total") == "13281.5");
  figures.atMost("500 x 10 repeat: an edit p50", percentile(times, 0.5), "ms", 0.1);
  figures.plain("500 x 10 repeat: an edit p99", percentile(times, 0.99), "ms");
  figures.atMost("500 x 10 repeat: adding the 500th", median(last), "ms", 0.2);
  figures.peer("JavaRosa 1.10 / 2.77, 0.98; ODK Web Forms 2.43 / 5.68, 18.6; Enketo 10.0 / 13.6, 25.4");
}

void chain(Figures& figures, const fs::path& folder) {
  Interview interview(opened(folder / "synth_chain.xml"));
  const fs::path answers = folder / "answers_synth_chain.json";
  const auto times = replay(interview, answers);
  std::ifstream file(answers);
  const auto lines = nlohmann::json::parse(file);
  const long answer = std::stol(lines.back()[2].get<std::string>());
  LIMEN_CHECK(interview.answerAt("/data/c1000") == std::to_string(answer + 1000));
  figures.atMost("1,000 chained calculations p50", percentile(times, 0.5), "ms", 1);
  figures.plain("1,000 chained calculations p99", percentile(times, 0.99), "ms");
  figures.peer("JavaRosa 21.3 / 46.3; ODK Web Forms 92.9 / 165; Enketo ends at a wrong result");
}

// Milliseconds of the filter alone, with both of its answers given; and whether it offers a hundred places.
std::vector<double> filterTimes(Interview& interview, const fs::path& answers) {
  std::ifstream file(answers);
  std::vector<double> times;
  for (const auto& line : nlohmann::json::parse(file)) {
    const auto place = interview.session.placeAt(line[1].get<std::string>());
    LIMEN_CHECK(place.has_value());
    if (line[1] == "/data/place") {
      std::size_t offered = 0;
      times.push_back(1000 * secondsOf([&] { offered = interview.session.choices(*place).size(); }));
      LIMEN_CHECK(offered == 100);
    }
    auto value = interview.session.parse(*place, line[2].get<std::string>());
    LIMEN_CHECK(value && interview.session.set(*place, std::move(*value)));
  }
  return times;
}

void lists(Figures& figures, const fs::path& folder) {
  const auto csv = readFile(folder / "places.csv", kMostBytes);
  LIMEN_CHECK(csv.has_value());
  const Held small = inFreshProcess([&](const std::function<void()>& measure) {
    std::shared_ptr<const forms::XmlTree> tree;
    const double ms = medianOf(3, [&] { tree = *forms::readCsvItems(*csv); });
    malloc_trim(0);
    measure();
    return ms;
  });
  figures.atMost("100,000 items loaded (csv)", small.value, "ms", 150);
  figures.atMost("100,000 items: memory", small.megabytes, "MB", 60);
  const auto xml = readFile(folder / "places.xml", kMostBytes);
  LIMEN_CHECK(xml.has_value());
  figures.plain("100,000 items loaded (xml)", medianOf(3, [&] { LIMEN_CHECK(forms::readXml(*xml).has_value()); }), "ms");
  Interview interview(opened(folder / "synth_list.xml"));
  const auto times = filterTimes(interview, folder / "answers_synth_list.json");
  figures.atMost("100,000 items, two columns p50", percentile(times, 0.5), "ms", 0.5);
  figures.plain("100,000 items, two columns p99", percentile(times, 0.99), "ms");
  figures.peer("JavaRosa 112 / 719, load 305, 2.9 GB; ODK Web Forms 666 / 1,217; Enketo 363 / 982");
}

void million(Figures& figures, const fs::path& folder) {
  generate(folder, "--items 1000000");
  const Held held = inFreshProcess([&](const std::function<void()>& measure) {
    std::shared_ptr<const forms::XmlTree> tree;
    const double seconds = secondsOf([&] {
      const auto csv = readFile(folder / "places.csv", kMostBytes);
      tree = *forms::readCsvItems(*csv);
      measure();
    });
    return seconds;
  });
  figures.atMost("1,000,000 items loaded (csv)", held.value, "s", 2);
  figures.atMost("1,000,000 items: memory, the file included", held.megabytes, "MB", 400);
}

// What may not grow: an edit with the form, a filter with the list.
void growth(Figures& figures, const fs::path& folder) {
  for (const std::size_t instances : {50u, 500u, 5000u}) {
    Interview interview(opened(folder / "synth_repeat.xml"));
    addInstances(interview, "/data/item", instances);
    const auto place = interview.session.placeAt("/data/item[7]/remark");
    std::vector<double> times;
    for (int i = 0; i < 200; ++i)
      times.push_back(1000 * secondsOf([&] {
                        static_cast<void>(interview.session.set(*place, forms::Value("remark " + std::to_string(i))));
                      }));
    figures.plain("growth: an edit beside " + std::to_string(instances) + " instances", percentile(times, 0.5), "ms");
  }
  for (const int items : {10'000, 100'000, 400'000}) {
    generate(folder, "--items " + std::to_string(items));
    Interview interview(opened(folder / "synth_list.xml"));
    const auto times = filterTimes(interview, folder / "answers_synth_list.json");
    figures.plain("growth: a filter over " + std::to_string(items) + " items", percentile(times, 0.5), "ms");
  }
}

}  // namespace

void forms(Figures& figures) {
  const fs::path folder = fs::temp_directory_path() / ("limen-bench-forms-" + std::to_string(getpid()));
  fs::create_directories(folder);
  generate(folder);
  whoForm(figures);
  repeats(figures, folder);
  chain(figures, folder);
  lists(figures, folder);
  growth(figures, folder);
  million(figures, folder);
  fs::remove_all(folder);
}

}  // namespace limen::bench
