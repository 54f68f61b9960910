// SPDX-License-Identifier: Apache-2.0
// limen-bench [NAME] [--json]
#include <cstdio>
#include <cstring>
#include <string>

#include "crypto/secret_bytes.h"
#include "tests/bench/duplicates.h"
#include "tests/bench/forms.h"
#include "tests/bench/pictures.h"
#include "tests/bench/stations.h"
#include "tests/bench/sync.h"
#include "tests/bench/vault.h"

int main(int argc, char** argv) {
  struct Bench {
    const char* name;
    void (*run)(limen::bench::Figures&);
  };
  static constexpr Bench kAll[] = {{"sync", limen::bench::sync}, {"forms", limen::bench::forms}, {"vault", limen::bench::vault},
                                     {"duplicates", limen::bench::duplicates}, {"pictures", limen::bench::pictures}, {"stations", limen::bench::stations}};
  bool json = false;
  std::string wanted;
  for (int i = 1; i < argc; ++i) {
    if (std::strcmp(argv[i], "--json") == 0)
      json = true;
    else
      wanted = argv[i];
  }
  if (!limen::hardenProcess()) return 1;
  if (argc == 3 && std::strcmp(argv[1], "--vault-memory") == 0) return limen::bench::vaultMemory(argv[2]);
  limen::bench::Figures figures(json);
  bool ran = false;
  for (const Bench& bench : kAll) {
    if (!wanted.empty() && wanted != bench.name) continue;
    bench.run(figures);
    ran = true;
  }
  if (!ran) {
    std::fprintf(stderr, "limen-bench: there is no benchmark of that name\n");
    return 2;
  }
  return figures.allHold() ? 0 : 1;
}
