// SPDX-License-Identifier: Apache-2.0
// The small files of a station's folder beside its store. Used inside station/ only.
#pragma once

#include <filesystem>

#include "core/clock.h"
#include "core/ids.h"
#include "core/result.h"
#include "crypto/key_slots.h"
#include "crypto/keys.h"
#include "proto/directory.pb.h"

namespace limen {

constexpr std::size_t kMaxKitBytes = 64 * 1024;
constexpr std::size_t kMaxRingBytes = 4 * 1024;

std::filesystem::path kitPath(const std::filesystem::path& home);
std::filesystem::path slotsPath(const std::filesystem::path& home);
std::filesystem::path ringPath(const std::filesystem::path& home, const UserId& user);
std::filesystem::path storePath(const std::filesystem::path& home);

// What a user's secret opens: the station's key and the user's own private halves.
struct Ring {
  SecretBytes stationKey;
  SecretBytes userSeed;
  SecretBytes userBoxSecret;

  Bytes serialise(const UserId& user, const SecretBytes& userSecret) const;
  static Result<Ring> parse(ByteView file, const UserId& user, const SecretBytes& userSecret);  // VaultError::damaged
};

Result<Kit> parseKit(ByteView bytes);  // VaultError::damaged: a field is missing or not of its size
Result<KeySlots> readSlots(const std::filesystem::path& home);

// The keys that hang on the station key, one a purpose: "store", "draft", "search", "slots", "spool", "audit", "backup".
SecretBytes subkeyOf(const SecretBytes& stationKey, std::string_view purpose);

// Named values in the store.
namespace value_name {
constexpr std::string_view kStation = "station.id";
constexpr std::string_view kSeed = "station.seed";
constexpr std::string_view kBox = "station.box";
constexpr std::string_view kTlsKey = "tls.key";
constexpr std::string_view kTlsRequest = "tls.request";
constexpr std::string_view kTlsCertificate = "tls.certificate";
constexpr std::string_view kNextTlsKey = "tls.next.key";          // of the certificate that is asked for; empty: none is
constexpr std::string_view kNextTlsRequest = "tls.next.request";
constexpr std::string_view kDirectory = "directory";
constexpr std::string_view kDirectoryTaken =
    "directory.taken";  // when, in ms: an appointment that ended later still stands for it
constexpr std::string_view kSlotsGeneration = "slots.generation";  // an older slot file is refused
constexpr std::string_view kShiftOpened = "shift.opened";
constexpr std::string_view kShiftHolder = "shift.holder";
constexpr std::string_view kShiftSeen = "shift.seen";  // when its holder was last here, in ms
constexpr std::string_view kIndexedFor = "index.for";  // the compartments whose words the index holds
constexpr std::string_view kAuditKey = "audit.key";      // since the station key was changed: of the first one
constexpr std::string_view kRestored = "restored";        // from a backup; empty again after the first sync
constexpr std::string_view kBackupPlan = "backup.plan";   // folder and interval
constexpr std::string_view kBackupLast = "backup.last";   // when, and how it ended
constexpr std::string_view kReadings = "readings";  // what this station was given to read at its last session
}  // namespace value_name

Bytes numberBytes(std::uint64_t number);
std::uint64_t numberFrom(ByteView bytes);  // 0 when it is not one

}  // namespace limen
