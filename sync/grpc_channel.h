// SPDX-License-Identifier: Apache-2.0
// A channel to the server, and what went wrong on it in our words. Used by sync/grpc_*.cpp only.
#pragma once

#include <grpcpp/grpcpp.h>

#include <memory>

#include "sync/grpc_client.h"

namespace limen {

std::shared_ptr<grpc::Channel> connect(const ServerAddress& server, const TlsIdentity* identity);
Error causeOf(const grpc::Status& status, bool wasConnected);

}  // namespace limen
