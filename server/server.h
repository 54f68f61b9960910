// SPDX-License-Identifier: Apache-2.0
// limen-server as a library: it authenticates, de-duplicates, numbers and keeps sealed runs. It holds no key that opens a part.
// No gRPC header reaches the includer.
#pragma once

#include <memory>
#include <string>

#include "core/clock.h"
#include "server/backup_plan.h"
#include "server/limits.h"
#include "server/server_folder.h"

namespace limen {

enum class ServerError { cannotListen, badIdentity };
constexpr std::string_view roomOf(ServerError) {
  return "server";
}
std::string_view nameOf(ServerError cause);

struct ServerOptions {
  std::string listen = "127.0.0.1:0";  // host:port; port 0: any free one
  ServerLimits limits;
  std::filesystem::path drop{};  // where couriers put bundles while it runs (drop_folder.h); "": nowhere
  std::optional<BackupSchedule> backup{};
};

class Server {
 public:
  // Listens when it returns. cannotListen, badIdentity (the certificate is not this authority's or has ended), the directory's
  // error, or the store's. `clock` outlives the server.
  static Result<std::unique_ptr<Server>> start(const ServerFolder& folder, std::unique_ptr<ServerStore> store,
                                               const ServerOptions& options, const Clock& clock);
  ~Server();

  int port() const;
  // What it does by itself every ServerLimits::lookEvery: looks into the drop folder, and makes a backup that is due. Done when it returns.
  void lookNow();
  // Sessions under way are cancelled; what was received is committed, what was acknowledged is on disk.
  void stop();

 private:
  struct Impl;
  explicit Server(std::unique_ptr<Impl> impl);
  std::unique_ptr<Impl> impl_;
};

}  // namespace limen
