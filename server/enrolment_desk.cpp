// SPDX-License-Identifier: Apache-2.0
#include "server/enrolment_desk.h"

#include "crypto/certificates.h"
#include "crypto/hash.h"
#include "sync/receipt.h"

namespace limen {
namespace {

constexpr std::size_t kCodeBytes = 14;
constexpr std::size_t kMaxCodeText = 64, kMaxCertificateRequest = 8192, kMaxSite = 128, kMaxApproval = 5 << 20;

bool isKey(const std::string& bytes) {
  return bytes.size() == 32;
}

bool wellFormed(const EnrolRequest& request) {
  return request.code().size() <= kMaxCodeText && isKey(request.station_ed25519()) && isKey(request.station_x25519()) &&
         isKey(request.user_ed25519()) && isKey(request.user_x25519()) && !request.certificate_request_pem().empty() &&
         request.certificate_request_pem().size() <= kMaxCertificateRequest;
}

bool sameKeys(const EnrolRequest& a, const EnrolRequest& b) {
  return a.station_ed25519() == b.station_ed25519() && a.station_x25519() == b.station_x25519() &&
         a.user_ed25519() == b.user_ed25519() && a.user_x25519() == b.user_x25519();
}

template <class Message>
Bytes bytesFrom(const Message& message) {
  return copyOf(bytesOf(message.SerializeAsString()));
}

}  // namespace

std::string_view nameOf(EnrolmentError cause) {
  switch (cause) {
    case EnrolmentError::badCode:
      return "badCode";
    case EnrolmentError::codeExpired:
      return "codeExpired";
    case EnrolmentError::codeUsed:
      return "codeUsed";
    case EnrolmentError::tooManyTries:
      return "tooManyTries";
    case EnrolmentError::badRequest:
      return "badRequest";
    case EnrolmentError::tooManyCodes:
      return "tooManyCodes";
    case EnrolmentError::notWaiting:
      return "notWaiting";
    case EnrolmentError::badApproval:
      return "badApproval";
  }
  return "unknown";
}

// Every row is compared to its end: how long it takes says nothing about how much of a hash was right.
Result<std::optional<EnrolmentRow>> EnrolmentDesk::find(const Hash& codeHash) {
  LIMEN_ASSIGN(const auto rows, store_.enrolments());
  std::optional<EnrolmentRow> found;
  for (const EnrolmentRow& row : rows) {
    if (equalInConstantTime(row.codeHash.bytes(), codeHash.bytes())) found = row;
  }
  return found;
}

bool EnrolmentDesk::peerMayTry(const std::string& peer) {
  const auto at = wrongCodes_.find(peer);
  if (at == wrongCodes_.end()) return true;
  while (!at->second.empty() && clock_.running() - at->second.front() >= kPeerWindow) at->second.pop_front();
  if (!at->second.empty()) return at->second.size() < kWrongCodesPerPeer;
  wrongCodes_.erase(at);
  return true;
}

void EnrolmentDesk::countWrongCode(const std::string& peer) {
  if (wrongCodes_.size() >= kMaxPeers && !wrongCodes_.contains(peer)) {
    std::erase_if(wrongCodes_, [&](const auto& each) { return clock_.running() - each.second.back() >= kPeerWindow; });
    // Thousands of addresses guess at once: the one whose last guess is oldest makes room.
    if (wrongCodes_.size() >= kMaxPeers) {
      auto oldest = wrongCodes_.begin();
      for (auto each = wrongCodes_.begin(); each != wrongCodes_.end(); ++each) {
        if (each->second.back() < oldest->second.back()) oldest = each;
      }
      wrongCodes_.erase(oldest);
    }
  }
  wrongCodes_[peer].push_back(clock_.running());
}

Result<void> EnrolmentDesk::countTry(EnrolmentRow row) {
  ++row.tries;
  return store_.putEnrolment(row);
}

Result<EnrolReply> EnrolmentDesk::enrol(const EnrolRequest& request, const std::string& peer) {
  if (!wellFormed(request)) return unexpected(EnrolmentError::badRequest);
  if (!peerMayTry(peer)) return unexpected(EnrolmentError::tooManyTries);
  const auto code = fromBase32(request.code());
  if (!code || code->size() != kCodeBytes) {
    countWrongCode(peer);
    return unexpected(EnrolmentError::badCode);
  }
  LIMEN_ASSIGN(auto row, find(hash256({*code})));
  if (!row) {
    countWrongCode(peer);
    return unexpected(EnrolmentError::badCode);
  }
  if (row->tries >= kTriesPerCode) return unexpected(EnrolmentError::tooManyTries);
  if (!enrolRequestProven(request)) {
    LIMEN_TRY(countTry(*row));
    return unexpected(EnrolmentError::badRequest);
  }
  if (row->request.empty()) {
    if (toUnixMs(clock_.now()) >= row->expiresMs) return unexpected(EnrolmentError::codeExpired);
    EnrolRequest kept = request;
    kept.clear_code();
    kept.clear_proof();
    row->request = bytesFrom(kept);
    LIMEN_TRY(store_.putEnrolment(*row));
    return replyTo(*row);
  }
  EnrolRequest first;
  if (!first.ParseFromArray(row->request.data(), static_cast<int>(row->request.size())))
    return unexpected(StoreError::damaged, "enrolment");
  if (!sameKeys(first, request)) {
    LIMEN_TRY(countTry(*row));
    return unexpected(EnrolmentError::codeUsed);
  }
  return replyTo(*row);
}

Result<EnrolReply> EnrolmentDesk::replyTo(const EnrolmentRow& row) {
  EnrolReply reply;
  reply.set_state(EnrolReply::WAITING);
  if (row.approval.empty()) return reply;
  Approval approval;
  if (!approval.ParseFromArray(row.approval.data(), static_cast<int>(row.approval.size()))) {
    return unexpected(StoreError::damaged, "enrolment");
  }
  if (approval.certificate_pem().empty()) {
    reply.set_state(EnrolReply::REFUSED);
    return reply;
  }
  reply.set_state(EnrolReply::APPROVED);
  reply.set_station_id(approval.station_id());
  reply.set_certificate_pem(approval.certificate_pem());
  *reply.mutable_grants() = approval.grants();
  const auto view = registry_.view();
  reply.set_directory(view->directory.bytes().data(), view->directory.bytes().size());
  for (const Registry::HeldPackage& package : view->packages) reply.add_packages(package.bytes.data(), package.bytes.size());
  return reply;
}

Result<void> EnrolmentDesk::offer(const OfferCode& code) {
  EnrolmentRow row;
  const auto hash = Hash::from(bytesOf(code.code_hash()));
  const auto user = UserId::from(bytesOf(code.user()));
  if (!hash || !user || code.site().empty() || code.site().size() > kMaxSite) return unexpected(EnrolmentError::badRequest);
  LIMEN_ASSIGN(const auto rows, store_.enrolments());
  if (rows.size() >= kMaxEnrolments) return unexpected(EnrolmentError::tooManyCodes);
  LIMEN_ASSIGN(const auto known, find(*hash));
  if (known) return unexpected(EnrolmentError::badRequest);
  row.codeHash = *hash;
  row.user = *user;
  row.site = code.site();
  row.expiresMs = std::min<std::int64_t>(code.expires_ms(), toUnixMs(clock_.now() + kCodeLifetime));
  return store_.putEnrolment(row);
}

Result<Applicants> EnrolmentDesk::waiting() {
  LIMEN_ASSIGN(const auto rows, store_.enrolments());
  Applicants applicants;
  for (const EnrolmentRow& row : rows) {
    if (row.request.empty() || !row.approval.empty()) continue;
    Applicant& applicant = *applicants.add_waiting();
    applicant.set_code_hash(row.codeHash.value.data(), row.codeHash.value.size());
    applicant.set_user(row.user.value.data(), row.user.value.size());
    applicant.set_site(row.site);
    if (!applicant.mutable_request()->ParseFromArray(row.request.data(), static_cast<int>(row.request.size()))) {
      return unexpected(StoreError::damaged, "enrolment");
    }
  }
  return applicants;
}

Result<void> EnrolmentDesk::approve(const Approval& approval) {
  const auto hash = Hash::from(bytesOf(approval.code_hash()));
  if (!hash || approval.ByteSizeLong() > kMaxApproval) return unexpected(EnrolmentError::badRequest);
  LIMEN_ASSIGN(auto row, find(*hash));
  if (!row || row->request.empty()) return unexpected(EnrolmentError::notWaiting);
  Approval kept = approval;
  kept.clear_directory();
  const Bytes decision = bytesFrom(kept);
  if (!row->approval.empty()) {
    if (row->approval == decision) return {};
    return unexpected(EnrolmentError::notWaiting);
  }
  if (!approval.certificate_pem().empty()) {
    EnrolRequest request;
    if (!request.ParseFromArray(row->request.data(), static_cast<int>(row->request.size()))) {
      return unexpected(StoreError::damaged, "enrolment");
    }
    LIMEN_TRY(checkCertificate(approval.certificate_pem(), authorityPem_, clock_.now()));
    LIMEN_ASSIGN(const Hash fingerprint, certificateFingerprint(approval.certificate_pem()));
    // A directory that was published but whose approval a power cut lost is taken again: it is the one held.
    LIMEN_TRY(registry_.publishDirectory(bytesOf(approval.directory()), clock_.now()));
    const auto view = registry_.view();
    const Station* station = view->directory.stationByCertificate(fingerprint);
    if (!station || station->id() != approval.station_id() || station->ed25519() != request.station_ed25519() ||
        station->x25519() != request.station_x25519()) {
      return unexpected(EnrolmentError::badApproval);
    }
  } else if (!approval.station_id().empty() || !approval.directory().empty() || approval.grants_size() > 0) {
    return unexpected(EnrolmentError::badApproval);
  }
  row->approval = decision;
  return store_.putEnrolment(*row);
}

}  // namespace limen
