// SPDX-License-Identifier: Apache-2.0
// Enrolment and what an administrator decides about it, without gRPC. One thread calls it (the commit lane): tries are counted
// without a race.
#pragma once

#include <deque>
#include <map>
#include <string>

#include "core/clock.h"
#include "proto/sync.pb.h"
#include "server/registry.h"
#include "store/server_store.h"

namespace limen {

enum class EnrolmentError { badCode, codeExpired, codeUsed, tooManyTries, badRequest, tooManyCodes, notWaiting, badApproval };
constexpr std::string_view roomOf(EnrolmentError) {
  return "enrolment desk";
}
std::string_view nameOf(EnrolmentError cause);

class EnrolmentDesk {
 public:
  static constexpr std::uint32_t kTriesPerCode = 5;
  static constexpr std::size_t kWrongCodesPerPeer = 5;
  static constexpr std::chrono::hours kPeerWindow{1};
  static constexpr std::chrono::hours kCodeLifetime{24};
  static constexpr std::size_t kMaxPeers = 4096;
  static constexpr std::size_t kMaxEnrolments = 1024;

  EnrolmentDesk(ServerStore& store, Registry& registry, std::string authorityPem, const Clock& clock)
      : store_(store), registry_(registry), authorityPem_(std::move(authorityPem)), clock_(clock) {}

  // `peer` is an address without its port. badCode, codeExpired, codeUsed (by other keys), tooManyTries, badRequest.
  Result<EnrolReply> enrol(const EnrolRequest& request, const std::string& peer);

  // Lives for 24 h at most, whatever it asks for. badRequest, tooManyCodes.
  Result<void> offer(const OfferCode& code);
  Result<Applicants> waiting();
  // With a certificate: publishes its directory, which must list the station with the keys of the request. Without: refuses the
  // applicant. notWaiting, badApproval, or the directory's error.
  Result<void> approve(const Approval& approval);

 private:
  Result<std::optional<EnrolmentRow>> find(const Hash& codeHash);
  Result<EnrolReply> replyTo(const EnrolmentRow& row);
  bool peerMayTry(const std::string& peer);
  void countWrongCode(const std::string& peer);
  Result<void> countTry(EnrolmentRow row);

  ServerStore& store_;
  Registry& registry_;
  std::string authorityPem_;
  const Clock& clock_;
  std::map<std::string, std::deque<Milliseconds>> wrongCodes_;
};

}  // namespace limen
