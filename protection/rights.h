// SPDX-License-Identifier: Apache-2.0
// What a role may do: one table of acts, each with the permissions of sheet `roles` that allow it and what else it asks for. Which
// compartments a role opens comes from sheet `compartments`. Both sheets are part of the signed programme. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "protection/programme.h"

namespace limen {

enum class RightsError {
  notYourRole,      // the role's permissions do not allow the act; the context is the act's word
  unknownRole,      // no programme of this station knows the user's role
  notFresh,         // the act asks for the passphrase or a code again
  secondNeeded,     // the act asks for a second person
  ownRequest,       // nobody confirms their own request
  notSecond,        // this role confirms nothing
  unknownRequest,   // there is no such request, it has lapsed or it was used
};
constexpr std::string_view roomOf(RightsError) {
  return "rights";
}
std::string_view nameOf(RightsError cause);

enum class Act : std::uint8_t {
  openShift,  // who holds a shift may always close it
  endShift,   // of somebody else, who has left
  handOver,  // drafts to a colleague
  capture,   // take an answer, save and list one's drafts, finish a record
  discardDraft,
  amend,
  listRecords,
  searchRecords,
  readRecord,
  viewInBulk,  // more than 20 records opened at once
  statistics,
  exportRecords,
  share,
  approveShare,
  unseal,
  erase,
  legalHold,
  setPolicy,
  sync,
  acceptGrant,
  admitUser,
  disableUser,
  resetPassphrase,
  changeRole,
  confirm,  // be the second person
  readLog,
  backup,
  restore,
  rotateKey,
  changeFactor,  // one's own: codes, keys, what is asked besides the passphrase
};

// A permission is a word of sheet `roles`; others than these are kept and allow nothing.
enum Permission : std::uint16_t {
  kMayCapture = 1,
  kMayRead = 2,
  kMayAmend = 4,
  kMaySync = 8,
  kMaySupervise = 16,
  kMayProtect = 32,
  kMayAudit = 64,
  kMayAdminister = 128,
  kMayExport = 256,
  kMayShare = 512,
};

enum class Touches : std::uint8_t { station, reads, writes };  // a compartment's answers, or none

struct ActRule {
  Act act;
  std::string_view word;  // as the log and `limenctl programme matrix` write it
  std::uint16_t allowedBy;  // any of these
  Touches touches = Touches::station;
  bool fresh = false;         // re-authentication
  bool secondPerson = false;  // another user's confirmation
};

inline constexpr std::uint16_t kAtTheDesk = kMayCapture | kMayRead;
inline constexpr std::uint16_t kAnything = 1023;  // any permission that there is
inline constexpr std::uint16_t kInCharge = kMaySupervise | kMayAdminister;
inline constexpr std::uint16_t kAnswersForIt = kMaySupervise | kMayProtect | kMayAdminister;

inline constexpr std::array kActs{
    ActRule{Act::openShift, "shift.open", kMayCapture | kMayAmend},
    ActRule{Act::endShift, "shift.end", kMaySupervise, Touches::station, true},
    ActRule{Act::handOver, "draft.hand_over", kMayCapture},
    ActRule{Act::capture, "capture", kMayCapture, Touches::writes},
    ActRule{Act::discardDraft, "draft.discard", kMayCapture},
    ActRule{Act::amend, "amend", kMayAmend, Touches::writes},
    ActRule{Act::listRecords, "record.list", kAtTheDesk, Touches::reads},
    ActRule{Act::searchRecords, "record.search", kAtTheDesk, Touches::reads},
    ActRule{Act::readRecord, "record.read", kAtTheDesk, Touches::reads},
    ActRule{Act::viewInBulk, "record.bulk", kMayRead, Touches::reads, true},
    ActRule{Act::statistics, "statistics", kMayRead | kMaySupervise | kMayProtect, Touches::reads},
    ActRule{Act::exportRecords, "export", kMayExport, Touches::reads, true},
    ActRule{Act::share, "share", kMayShare, Touches::reads, true, true},
    ActRule{Act::approveShare, "share.approve", kMayProtect, Touches::station, true},
    ActRule{Act::unseal, "unseal", kMayRead, Touches::reads, true, true},
    ActRule{Act::erase, "erase", kMayProtect, Touches::station, true, true},
    ActRule{Act::legalHold, "legal_hold", kMayProtect, Touches::station, false, true},
    ActRule{Act::setPolicy, "policy", kMayAdminister, Touches::station, false, true},
    ActRule{Act::sync, "sync", kMaySync},
    ActRule{Act::acceptGrant, "grant.take", kAtTheDesk},
    ActRule{Act::admitUser, "user.admit", kInCharge, Touches::station, true},
    ActRule{Act::disableUser, "user.disable", kInCharge, Touches::station, true},
    ActRule{Act::resetPassphrase, "user.reset", kMaySupervise, Touches::station, true},
    ActRule{Act::changeRole, "user.role", kMayAdminister, Touches::station, true},
    ActRule{Act::confirm, "confirm", kAnswersForIt},
    ActRule{Act::readLog, "log.read", kMayAudit | kMayProtect},
    ActRule{Act::backup, "backup", kInCharge, Touches::station, true},
    ActRule{Act::restore, "restore", kInCharge, Touches::station, true, true},
    ActRule{Act::rotateKey, "key.rotate", kInCharge, Touches::station, true},
    ActRule{Act::changeFactor, "user.factor", kAnything, Touches::station, true},
};

const ActRule& ruleOf(Act act);
bool isKnownPermission(std::string_view word);

// Everything else is refused: a role that the programme does not list, a permission that nobody knows, a compartment without readers.
bool knowsRole(const Programme& programme, std::string_view role);
bool mayDo(const Programme& programme, std::string_view role, Act act);
bool mayOpen(const Programme& programme, std::string_view role, std::string_view compartment);

struct AccessCell {
  std::string role, compartment;
  Act act = Act::readRecord;
  bool allowed = false;
};
// Role x compartment x act, in the order of the sheets and the table. An act that touches no answers says the same for every compartment.
std::vector<AccessCell> accessMatrix(const Programme& programme);

}  // namespace limen
