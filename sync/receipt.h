// SPDX-License-Identifier: Apache-2.0
// What both sides sign or prove besides runs: the server's receipt under an ACK, the station's proof under an enrolment.
#pragma once

#include "crypto/hash.h"
#include "crypto/keys.h"
#include "proto/sync.pb.h"

namespace limen {

// "limen/ack/v1" over: u64 epoch | station 16 | per list, stored then safe: varint count, per range scope 16 | u64 first | u64
// last | u64 number. Where some of what is stored is erased, "limen/ack/v2" with a third list: erased.
void signAck(Ack& ack, const Signer& receipt);
bool ackSignedBy(const Ack& ack, const PublicKey& receipt);  // false for a malformed one too

// By what both sides name a checkpoint that the server signed: the first 16 bytes of BLAKE2b-256("limen/log/v1" | checkpoint).
Mac16 logMark(ByteView checkpoint);

// "limen/enrol/v1" over the fields 1 to 6 of the request, each sized, in their order. The signer is station_ed25519.
void signEnrolRequest(EnrolRequest& request, const Signer& station);
bool enrolRequestProven(const EnrolRequest& request);

// "limen/renew/v1" over the fields 1 to 3 of the request, each sized. The signer is the station's key of the directory.
void signRenewalRequest(RenewalRequest& request, const Signer& station);
bool renewalRequestProven(const RenewalRequest& request, const PublicKey& station);

}  // namespace limen
