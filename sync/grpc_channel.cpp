// SPDX-License-Identifier: Apache-2.0
#include "sync/grpc_channel.h"

#include "sync/grpc_tls.h"

namespace limen {
namespace {

// A handshake is four round trips and 5 KB: 12 s on the slowest link, and more where hundreds of stations come back to one server at once.
constexpr int kConnectMs = 45'000;

bool contains(const std::string& text, std::string_view word) {
  return text.find(word) != std::string::npos;
}

}  // namespace

// gRPC has one status for everything below it and tells the cause in its message only.
Error causeOf(const grpc::Status& status, bool wasConnected) {
  const std::string& text = status.error_message();
  switch (status.error_code()) {
    case grpc::StatusCode::OK:
      return TransportError::cut;
    case grpc::StatusCode::CANCELLED:
      return TransportError::cancelled;
    case grpc::StatusCode::DEADLINE_EXCEEDED:
      return TransportError::timedOut;
    case grpc::StatusCode::UNAUTHENTICATED:
      return {TransportError::refusedCertificate, text};
    case grpc::StatusCode::PERMISSION_DENIED:
    case grpc::StatusCode::NOT_FOUND:
    case grpc::StatusCode::ALREADY_EXISTS:
    case grpc::StatusCode::FAILED_PRECONDITION:
    case grpc::StatusCode::INVALID_ARGUMENT:
    case grpc::StatusCode::RESOURCE_EXHAUSTED:
      return {TransportError::notAllowed, text};
    default:
      break;
  }
  for (const std::string_view word : {"CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "Peer name", "peer certificate",
                                      "sl handshake failed", "Handshake failed", "SSL_ERROR_SSL"}) {
    if (contains(text, word)) return TransportError::untrustedServer;
  }
  return wasConnected ? TransportError::cut : TransportError::unreachable;
}

std::shared_ptr<grpc::Channel> connect(const ServerAddress& server, const TlsIdentity* identity) {
  requireTls13();
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = server.authorityPem;
  if (identity) {
    tls.pem_cert_chain = identity->certificatePem;
    tls.pem_private_key = std::string(textOf(identity->privateKeyPem.expose(SecretAccess{})));
  }
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxFrameBytes);
  arguments.SetMaxSendMessageSize(kMaxFrameBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  arguments.SetInt(GRPC_ARG_MIN_RECONNECT_BACKOFF_MS, kConnectMs);  // what gRPC gives an attempt to connect
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  // Two clients of one process (tests, an administrator who is a station as well) are two identities: never one shared
  // connection.
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  auto channel = grpc::CreateCustomChannel(server.hostAndPort, grpc::SslCredentials(tls), arguments);
  wipe({reinterpret_cast<Byte*>(tls.pem_private_key.data()), tls.pem_private_key.size()});
  return channel;
}

}  // namespace limen
