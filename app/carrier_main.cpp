// SPDX-License-Identifier: Apache-2.0
// limen [--home DIR]: the carrier.
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string_view>

#include "app/carrier/carrier.h"
#include "sync/grpc_orders.h"

namespace {

std::filesystem::path defaultHome() {
  if (const char* data = std::getenv("XDG_DATA_HOME"); data != nullptr && *data != '\0') return std::filesystem::path(data) / "limen";
  const char* user = std::getenv("HOME");
  return std::filesystem::path(user != nullptr ? user : ".") / ".local/share/limen";
}

int help(int code) {
  std::fputs("limen [--home DIR]\n  Opens Limen on the station in DIR (default: limen in the user's data folder).\n"
             "  Ends with 0 when the unlock page is closed, 1 when a part of it cannot run, 143 when told to end.\n",
             code == 0 ? stdout : stderr);
  return code;
}

}  // namespace

int main(int argc, char** argv) {
  std::filesystem::path home = defaultHome();
  for (int at = 1; at < argc; ++at) {
    const std::string_view argument = argv[at];
    if (argument == "--help") return help(0);
    if (argument != "--home" || at + 1 >= argc) return help(2);
    home = argv[++at];
  }
  if (!limen::hardenProcess()) {
    std::fputs("limen: the machine refused to protect this process's memory; nothing was opened.\n", stderr);
    return 1;
  }
  std::error_code failed;
  const auto programs = std::filesystem::read_symlink("/proc/self/exe", failed).parent_path();
  if (failed) return 1;
  limen::CarrierPlan plan{std::filesystem::absolute(home), programs, [](const limen::NetworkHandover& network) {
                            return std::make_unique<limen::GrpcClient>(limen::ServerAddress{network.serverAddress, network.authorityPem},
                                                                       &network.identity);
                          },
                          limen::SeatWatch::open()};
  plan.orders = [](const limen::NetworkHandover& network) {
    return std::make_shared<limen::GrpcOrders>(limen::ServerAddress{network.serverAddress, network.authorityPem}, network.identity);
  };
  limen::Carrier carrier(std::move(plan));
  return carrier.run();
}
