// SPDX-License-Identifier: Apache-2.0
// How a laptop becomes a station: keys are made here, a one-time code proves the invitation, an administrator decides.
#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "proto/sync.pb.h"
#include "station/vault.h"

namespace limen {

enum class EnrolError { badKit, badCode, codeUsed, refused, waiting, badReply, alreadyEnrolled };
constexpr std::string_view roomOf(EnrolError) {
  return "enrolment";
}
std::string_view nameOf(EnrolError cause);

using EnrolCall = std::function<Result<EnrolReply>(const EnrolRequest&)>;

struct EnrolResult {
  bool approved = false;
  std::string fingerprint;  // eight words to compare with what the administrator sees
  bool nobodyResets = true;  // once approved: no other user of this station could reset a forgotten passphrase
};
// First call: makes keys, writes the folder (slots, ring, kit, store) and asks. Later calls with the same folder and passphrase
// ask again. Approved: certificate, directory, packages and grants are in the store. The folder is complete or untouched.
Result<EnrolResult> enrol(const std::filesystem::path& home, ByteView kit, const std::string& code, const std::string& userName,
                          const SecretBytes& passphrase, KdfCost cost, Surroundings surroundings, const EnrolCall& call);

// The eight words: 128 bits of BLAKE2b over the request's public keys, 16 bits a word (proquints, arXiv:0901.4016).
std::string fingerprintWords(const EnrolRequest& request);

// How long one try takes at a cost; none when the machine cannot do it. timedBy() tries it for real.
using KdfTimer = std::function<std::optional<Milliseconds>(KdfCost)>;
KdfTimer timedBy(const Clock& clock);
// Passes 3, memory from the floor to 1 GiB so that one try takes 0.5 to 1 s on the machine that the timer stands for.
KdfCost calibrateKdf(const KdfTimer& timer);

}  // namespace limen
