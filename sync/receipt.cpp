// SPDX-License-Identifier: Apache-2.0
#include "sync/receipt.h"

#include <algorithm>

#include "core/ids.h"

namespace limen {
namespace {

constexpr std::string_view kAckDomain = "limen/ack/v1", kAckWithErasedDomain = "limen/ack/v2";
constexpr std::string_view kLogDomain = "limen/log/v1";
constexpr std::string_view kEnrolDomain = "limen/enrol/v1";
constexpr std::string_view kRenewDomain = "limen/renew/v1";

template <class Ranges>
void writeRanges(ByteWriter& out, const Ranges& ranges) {
  out.varint(static_cast<std::uint64_t>(ranges.size()));
  for (const Range& range : ranges) out.raw(bytesOf(range.scope())).u64(range.first()).u64(range.last()).u64(range.number());
}

template <class Ranges>
bool scopesAreWhole(const Ranges& ranges) {
  for (const Range& range : ranges) {
    if (range.scope().size() != ScopeId::kSize || range.first() == 0 || range.last() < range.first()) return false;
  }
  return true;
}

Bytes ackBody(const Ack& ack) {
  ByteWriter out;
  out.u64(ack.epoch()).raw(bytesOf(ack.station()));
  writeRanges(out, ack.stored());
  writeRanges(out, ack.safe());
  if (ack.erased_size() > 0) writeRanges(out, ack.erased());
  return out.take();
}

std::string_view ackDomain(const Ack& ack) {
  return ack.erased_size() > 0 ? kAckWithErasedDomain : kAckDomain;
}

Bytes renewalBody(const RenewalRequest& request) {
  return ByteWriter().text(request.station()).text(request.certificate_request_pem()).text(request.certificate_sha256()).take();
}

Bytes enrolBody(const EnrolRequest& request) {
  return ByteWriter()
      .text(request.code())
      .text(request.station_ed25519())
      .text(request.station_x25519())
      .text(request.certificate_request_pem())
      .text(request.user_ed25519())
      .text(request.user_x25519())
      .take();
}

}  // namespace

void signAck(Ack& ack, const Signer& receipt) {
  const SignatureBytes signature = receipt.sign(ackDomain(ack), ackBody(ack));
  ack.set_signature(signature.data(), signature.size());
}

bool ackSignedBy(const Ack& ack, const PublicKey& receipt) {
  if (ack.station().size() != StationId::kSize || !scopesAreWhole(ack.stored()) || !scopesAreWhole(ack.safe()) ||
      !scopesAreWhole(ack.erased()))
    return false;
  return verify(receipt, ackDomain(ack), ackBody(ack), bytesOf(ack.signature()));
}

Mac16 logMark(ByteView checkpoint) {
  const Hash whole = hash256({bytesOf(kLogDomain), checkpoint});
  Mac16 mark{};
  std::copy_n(whole.value.begin(), mark.size(), mark.begin());
  return mark;
}

void signEnrolRequest(EnrolRequest& request, const Signer& station) {
  request.set_station_ed25519(station.publicKey().data(), station.publicKey().size());
  const SignatureBytes signature = station.sign(kEnrolDomain, enrolBody(request));
  request.set_proof(signature.data(), signature.size());
}

bool enrolRequestProven(const EnrolRequest& request) {
  const auto station = publicKeyFrom(bytesOf(request.station_ed25519()));
  return station && verify(*station, kEnrolDomain, enrolBody(request), bytesOf(request.proof()));
}

void signRenewalRequest(RenewalRequest& request, const Signer& station) {
  const SignatureBytes proof = station.sign(kRenewDomain, renewalBody(request));
  request.set_proof(proof.data(), proof.size());
}

bool renewalRequestProven(const RenewalRequest& request, const PublicKey& station) {
  return verify(station, kRenewDomain, renewalBody(request), bytesOf(request.proof()));
}

}  // namespace limen
