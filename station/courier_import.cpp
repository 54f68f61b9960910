// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "core/files.h"
#include "station/courier.h"
#include "station/taking.h"
#include "station/vault_host.h"
#include "store/station_attachments.h"
#include "sync/receipt.h"

namespace limen {

namespace {

namespace fs = std::filesystem;

bool isOfTheStore(const Error& error) {
  return error.room() == roomOf(StoreError::failed);
}

class Importer {
 public:
  Importer(Vault& vault, const std::atomic<bool>& cancelled)
      : vault_(vault), host_(vault), pictures_(vault.store().database()), cancelled_(cancelled) {}

  // Bundles that lean on others wait until the rest was taken.
  Result<CourierTaken> run(const std::vector<fs::path>& places) {
    std::vector<CourierFile> files = courierFiles(places);
    for (bool moved = true; moved && !files.empty();) {
      moved = false;
      std::vector<CourierFile> later;
      for (CourierFile& file : files) {
        if (cancelled_) return unexpected(TransportError::cancelled);
        const auto taken = takeFile(file.path);
        if (taken) {
          ++taken_.bundles;
          moved = true;
        } else if (!isOfTheFile(taken.error())) {
          return unexpected(taken.error());
        } else if (taken.error().is(CourierError::earlierPart)) {
          later.push_back(std::move(file));
        } else if (isForOthers(file, taken.error())) {
          ++taken_.forOthers;
        } else {
          taken_.refused.emplace_back(file.path, taken.error());
        }
      }
      files = std::move(later);
    }
    for (CourierFile& file : files) taken_.refused.emplace_back(std::move(file.path), CourierError::earlierPart);
    LIMEN_ASSIGN(taken_.counts, vault_.store().counts());
    return std::move(taken_);
  }

 private:
  static bool isOfTheFile(const Error& error) {
    return error.room() == roomOf(CourierError::damaged) || error.room() == roomOf(FileError::missing);
  }

  Result<void> takeFile(const fs::path& path) {
    LIMEN_ASSIGN(const Bytes content, readFile(path, kMaxCourierBytes));
    LIMEN_ASSIGN(const CourierBundle bundle, CourierBundle::open(content, vault_.stationBox()));
    if (bundle.way != CourierWay::toStation) return unexpected(CourierError::otherWay);
    if (bundle.organisation != vault_.organisation()) return unexpected(CourierError::otherOrganisation);
    if (bundle.station != vault_.station()) return unexpected(CourierError::otherReceiver);
    const ServerKey* server = host_.server();
    const auto receipt = server ? publicKeyFrom(bytesOf(server->receipt_ed25519())) : std::nullopt;
    if (!receipt || !bundle.signedBy(*receipt)) return unexpected(CourierError::badSignature);
    LIMEN_ASSIGN(const bool asked, wasAsked(vault_.store(), bundle.answers));
    if (!asked) return unexpected(CourierError::notAsked);
    // Numbers and acknowledgements of a server that was restored since are no longer true.
    LIMEN_ASSIGN(epoch_, vault_.store().epoch());
    if (bundle.epoch < epoch_) return unexpected(CourierError::replayed);
    LIMEN_ASSIGN(scopes_, scopesOf(vault_));
    receipt_ = *receipt;
    held_.clear();
    std::vector<Down> frames(bundle.frames.size());
    for (std::size_t i = 0; i < frames.size(); ++i)
      if (!frames[i].ParseFromString(bundle.frames[i])) return unexpected(CourierError::damaged, "frame");
    for (const Down& frame : frames) LIMEN_TRY(take(frame));
    // The server's epoch began within it, or it is the one known here.
    return epoch_ == bundle.epoch ? Result<void>{} : unexpected(CourierError::damaged, "epoch");
  }

  Result<void> take(const Down& frame) {
    switch (frame.kind_case()) {
      case Down::kEpoch:
        return takeEpoch(frame.epoch());
      case Down::kErasure:
        return takeTombstone(frame.erasure());
      case Down::kDirectory:
        return takeDirectory(bytesOf(frame.directory()));
      case Down::kPackage:
        return takePackage(bytesOf(frame.package()));
      case Down::kAck:
        return takeReceipt(frame.ack());
      case Down::kRun:
        return takeRun(frame.run());
      case Down::kRefusal:
        note(std::string(wordOf(frame.refusal().reason())));
        return {};
      case Down::kPictures:
        return takePicture(frame.pictures());
      case Down::kEnd:
        return takeEnd(frame.end());
      case Down::kLog:  // of a session over the network
      case Down::kRenewal:
      case Down::kHeads:
      case Down::KIND_NOT_SET:
        break;
    }
    return {};
  }

  Result<void> takeTombstone(const NumberedErasure& erasure) {
    const auto scope = ScopeId::from(bytesOf(erasure.scope()));
    if (!scope || !mine(*scope)) return {};
    const auto taken = takeOrder(host_, *scope, erasure.number(), bytesOf(erasure.tombstone()));
    taken_.erased = taken_.erased || (taken && *taken);
    return noted(taken ? Result<void>{} : unexpected(taken.error()));
  }

  Result<void> takeDirectory(ByteView signedDirectory) {
    auto taken = vault_.takeDirectory(signedDirectory);
    // An administrator who ends this station's or this user's access is obeyed at once. An older one is what it is.
    if (!taken && taken.error().is(VaultError::notAllowed)) return taken;
    if (!taken && taken.error().is(DirectoryError::older)) return {};
    LIMEN_ASSIGN(scopes_, scopesOf(vault_));
    return noted(std::move(taken));
  }

  Result<void> takePackage(ByteView package) {
    auto taken = vault_.takePackage(package);
    if (!taken && taken.error().is(ProgrammeError::older)) return {};  // an answer may be
    LIMEN_ASSIGN(scopes_, scopesOf(vault_));
    return noted(std::move(taken));
  }

  Result<void> takeEpoch(const NewEpoch& epoch) {
    if (epoch.epoch() <= epoch_) return {};
    std::map<ScopeId, std::uint64_t> cursors;
    // Of a scope that the server does not name nothing is known: all of it comes again. At the first contact there are none to go back.
    if (epoch_ != 0) {
      for (const ScopeId& scope : scopes_) cursors[scope] = 0;
      for (const Cursor& each : epoch.base())
        if (const auto scope = ScopeId::from(bytesOf(each.scope())); scope && cursors.contains(*scope)) cursors[*scope] = each.number();
    }
    LIMEN_TRY(vault_.store().beginEpoch(epoch.epoch(), cursors));
    epoch_ = epoch.epoch();
    return {};
  }

  Result<void> takeReceipt(const Ack& ack) {
    const bool genuine = ack.station() == textOf(vault_.station().bytes()) && ack.epoch() == epoch_ && ackSignedBy(ack, receipt_);
    if (!genuine) return unexpected(CourierError::badSignature, "receipt");
    LIMEN_TRY(takeAck(host_, ack));
    for (const Range& range : ack.stored()) taken_.confirmed += range.last() - range.first() + 1;
    return {};
  }

  Result<void> takeRun(const NumberedRun& run) {
    const auto scope = Run::scopeIn(bytesOf(run.run()));
    if (!scope || !mine(*scope)) return {};
    const auto applied = applyPulledRun(host_, run.number(), bytesOf(run.run()));
    if (applied) {
      taken_.pulled += applied->revisions;
      return {};
    }
    if (applied.error().is(PulledError::shiftMissing)) return unexpected(CourierError::earlierPart);
    if (isOfTheStore(applied.error())) return unexpected(applied.error());
    note(std::string(applied.error().name()));
    return {};
  }

  Result<void> takePicture(const PictureDown& answer) {
    switch (answer.kind_case()) {
      case PictureDown::kState: {
        const auto id = AttachmentId::from(bytesOf(answer.state().picture()));
        if (!id) return {};
        if (answer.state().kind() == PictureState::ERASED) return pictures_.drop(*id);
        if (answer.state().kind() != PictureState::TAKEN) {
          note("picture");
          return {};
        }
        LIMEN_ASSIGN(const auto row, pictures_.find(*id));
        if (!row || row->state != AttachmentRow::State::waiting) return {};
        std::vector<bool>& held = held_[*id];
        held.resize(row->chunks);
        const std::string& bits = answer.state().held();
        for (std::size_t i = 0; i < held.size() && i / 8 < bits.size(); ++i)
          if ((static_cast<unsigned char>(bits[i / 8]) >> (i % 8) & 1) != 0) held[i] = true;
        return confirmWhole(*id);
      }
      case PictureDown::kStored: {
        const auto id = AttachmentId::from(bytesOf(answer.stored().picture()));
        const auto at = id ? held_.find(*id) : held_.end();
        if (at == held_.end() || answer.stored().index() >= at->second.size()) return {};
        at->second[answer.stored().index()] = true;
        return confirmWhole(*id);
      }
      case PictureDown::kChunk: {
        const auto id = AttachmentId::from(bytesOf(answer.chunk().picture()));
        if (!id || answer.chunk().content().size() > kSealedAttachmentChunkBytes) return {};
        auto put = pictures_.putChunk(*id, answer.chunk().index(), bytesOf(answer.chunk().content()));
        if (!put && put.error().is(StoreError::notFound)) return {};  // no longer wanted
        ++taken_.pieces;
        return put;
      }
      case PictureDown::kRefused:
        note("picture");
        return {};
      case PictureDown::kLacks:
      case PictureDown::KIND_NOT_SET:
        break;
    }
    return {};
  }

  Result<void> confirmWhole(const AttachmentId& id) {
    const std::vector<bool>& held = held_[id];
    if (!std::all_of(held.begin(), held.end(), [](bool each) { return each; })) return {};
    LIMEN_TRY(pictures_.confirm(id));
    held_.erase(id);
    ++taken_.pictures;
    return {};
  }

  // An answer may be old: only what agrees says something. That something differs is for a session over the network to find.
  Result<void> takeEnd(const End& end) {
    for (const ScopeEnd& each : end.scopes()) {
      const auto scope = ScopeId::from(bytesOf(each.scope()));
      if (!scope || !mine(*scope)) continue;
      LIMEN_ASSIGN(const auto ends, vault_.store().chainEnds(*scope));
      LIMEN_ASSIGN(const std::uint64_t cursor, vault_.store().cursor(*scope));
      if (each.number() <= cursor || textOf(fingerprint(headsOf(ends)).bytes()) != each.fingerprint()) continue;
      LIMEN_TRY(vault_.store().advanceCursor(*scope, each.number()));
    }
    return {};
  }

  bool mine(const ScopeId& scope) const { return std::find(scopes_.begin(), scopes_.end(), scope) != scopes_.end(); }

  Result<void> noted(Result<void> taken) {
    if (taken || isOfTheStore(taken.error())) return taken;
    note(std::string(taken.error().room()) + "." + std::string(taken.error().name()));
    return {};
  }
  void note(std::string word) {
    if (std::find(taken_.causes.begin(), taken_.causes.end(), word) == taken_.causes.end()) taken_.causes.push_back(std::move(word));
  }

  Vault& vault_;
  VaultHost host_;
  AttachmentStore pictures_;
  const std::atomic<bool>& cancelled_;
  CourierTaken taken_;
  std::uint64_t epoch_ = 0;
  std::vector<ScopeId> scopes_;
  PublicKey receipt_{};
  std::map<AttachmentId, std::vector<bool>> held_;
};

}  // namespace

Result<CourierTaken> importCourier(Vault& vault, const std::vector<fs::path>& places, const std::atomic<bool>& cancelled) {
  LIMEN_TRY(vault.require(Act::sync));
  LIMEN_TRY(vault.rowsHold());
  auto taken = Importer(vault, cancelled).run(places);
  LIMEN_TRY(settleAfterSync(vault, taken && taken->erased));
  std::string_view result = taken ? std::string_view("ok") : taken.error().name();
  if (taken && !taken->refused.empty()) result = taken->refused.front().second.name();
  LIMEN_TRY(vault.store().audit(vault.act("courier.import", result)));
  return taken;
}

}  // namespace limen
