// SPDX-License-Identifier: Apache-2.0
// scan-memory HOME PASSPHRASE-FILE WORDS-FILE MOMENT PID...: reads those processes of Limen as a thief with root would, and says what it found.
// Exit 0: as it must be; 1: not so; 77: this machine does not let processes be read.
//
// A carrier has no keys, answers or passphrases, an unlock page none before the right passphrase is typed, a session no passphrase, and no
// answers once its shift is closed. A session that works is the control: it must be found to have keys and answers.
#include <cstdio>
#include <fstream>
#include <string>

#include "core/clock.h"
#include "core/files.h"
#include "station/station_files.h"
#include "station/vault.h"
#include "tests/support/memory_scan.h"

using namespace limen;
using namespace limen::test;

namespace {

constexpr std::size_t kWordsInControl = 10;

std::vector<MaskedNeedle> keysOf(const char* home, const SecretBytes& passphrase, const Clock& clock) {
  const auto choices = unlockChoices(home);
  if (!choices || choices->empty()) return {};
  const UserId user = choices->front().user;
  const auto secret = unlockSlot(home, user, passphrase, clock);
  const auto file = readFile(ringPath(home, user), kMaxRingBytes);
  if (!secret || !file) return {};
  const auto ring = Ring::parse(*file, user, *secret);
  if (!ring) return {};
  std::vector<MaskedNeedle> needles;
  const auto add = [&](const SecretBytes& key) { needles.emplace_back("key", textOf(key.expose(SecretAccess{}))); };
  add(*secret);
  add(ring->stationKey);
  add(ring->userSeed);
  add(ring->userBoxSecret);
  for (const char* purpose : {"store", "draft", "search", "slots", "spool", "audit"}) add(subkeyOf(ring->stationKey, purpose));
  return needles;
}

std::string nameOf(const std::string& pid) {
  std::ifstream in("/proc/" + pid + "/comm");
  std::string name;
  std::getline(in, name);
  return name;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 6 || !hardenProcess()) return 1;
  const std::string moment = argv[4];
  SystemClock clock;
  auto text = readFile(argv[2], 1024);
  if (!text) return 1;
  while (!text->empty() && text->back() == '\n') text->pop_back();
  const SecretBytes passphrase = SecretBytes::copyOf(*text);
  std::vector<MaskedNeedle> needles = keysOf(argv[1], passphrase, clock);
  if (needles.empty()) return 1;
  needles.emplace_back("passphrase", textOf(*text));
  std::string wide;
  for (const Byte byte : *text) wide += {static_cast<char>(byte), '\0'};
  needles.emplace_back("passphrase", wide);
  std::ifstream words(argv[3]);
  for (std::string word; std::getline(words, word);) {
    needles.emplace_back("word " + word, word);
    std::string asQt;  // UTF-16, as Qt keeps it; all words are of the plane that two bytes reach
    for (std::size_t i = 0; i < word.size();) {
      const auto lead = static_cast<unsigned char>(word[i]);
      const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : 3;
      unsigned point = length == 1 ? lead : lead & (length == 2 ? 0x1F : 0x0F);
      for (std::size_t j = 1; j < length; ++j) point = point << 6 | (static_cast<unsigned char>(word[i + j]) & 0x3F);
      asQt += {static_cast<char>(point & 0xFF), static_cast<char>(point >> 8)};
      i += length;
    }
    needles.emplace_back("word " + word, asQt);
  }
  bool good = true;
  for (int at = 5; at < argc; ++at) {
    const std::string name = nameOf(argv[at]);
    if (!name.starts_with("limen")) continue;
    const auto scan = scanMemory(static_cast<pid_t>(std::atoi(argv[at])), needles);
    if (!scan) return 77;
    std::size_t keys = 0, typed = 0, found = 0;
    for (const auto& [needle, count] : scan->hits) {
      if (needle == "key") keys += count;
      if (needle == "passphrase") typed += count;
      if (needle.starts_with("word ")) ++found;
    }
    const bool session = name == "limen-session";
    const bool control = session && moment == "working";
    const bool showsAnswers = session && !moment.ends_with("closed");  // behind a closed shift another process is there, which showed none
    bool holds = typed == 0 && (session || keys == 0) && (showsAnswers || found == 0);
    if (control) holds = holds && keys > 0 && found >= kWordsInControl;
    std::printf("memory: %s: %s: keys %zu, passphrase %zu, words of the answers %zu, in %.0f MB: %s\n", moment.c_str(), name.c_str(), keys, typed,
                found, static_cast<double>(scan->bytes) / 1e6, holds ? (control ? "as it must, for the control" : "holds") : "WRONG");
    good = good && holds;
  }
  return good ? 0 : 1;
}
