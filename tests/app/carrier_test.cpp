// SPDX-License-Identifier: Apache-2.0
// The carrier with children of shell script: what it starts, what it hands on, how it ends.
#include "app/carrier/carrier.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

#include "tests/app/script_folder.h"

using namespace limen;
namespace fs = std::filesystem;

namespace {

int run(const ScriptFolder& folder) {
  Carrier carrier({folder.path, folder.path, [](const NetworkHandover&) { return std::unique_ptr<TransportOpener>(); }});
  return carrier.run();
}

}  // namespace

TEST_CASE("the unlock page's words reach the session, a lock brings the unlock page back, and closing it ends Limen", "[app]") {
  ScriptFolder folder;
  folder.script("limen-unlock", "echo unlock >> $home/log\n[ -e $home/got ] && exit 11\nprintf 'the secret' >&3\nexit 0\n");
  folder.script("limen-session", "echo session >> $home/log\ncat <&3 > $home/got\nexit 10\n");
  CHECK(run(folder) == 0);
  CHECK(folder.read("log") == "unlock\nsession\nunlock\n");
  CHECK(folder.read("got") == "the secret");
}

TEST_CASE("a session that crashes brings the unlock page back", "[app]") {
  ScriptFolder folder;
  folder.script("limen-unlock", "echo unlock >> $home/log\n[ -e $home/crashed ] && exit 11\nexit 0\n");
  folder.script("limen-session", "touch $home/crashed\nkill -SEGV $$\n");
  CHECK(run(folder) == 0);
  CHECK(folder.read("log") == "unlock\nunlock\n");
}

TEST_CASE("a part that crashes again and again ends Limen", "[app]") {
  ScriptFolder folder;
  folder.script("limen-unlock", "echo unlock >> $home/log\nexit 7\n");
  CHECK(run(folder) == 1);
  std::string expected;
  for (int at = 0; at < kMaxCrashes; ++at) expected += "unlock\n";
  CHECK(folder.read("log") == expected);
}

TEST_CASE("a program that is not there ends Limen", "[app]") {
  ScriptFolder folder;
  CHECK(run(folder) == 1);
}

TEST_CASE("when the carrier is told to end, it ends its child", "[app]") {
  ScriptFolder folder;
  folder.script(
      "limen-unlock",
      "sleep 600 & waiting=$!\ntrap 'echo told > $home/told; kill $waiting; exit 11' TERM\nkill -TERM $PPID\nwait $waiting\n");
  CHECK(run(folder) == 143);
  CHECK(folder.read("told") == "told\n");
}
