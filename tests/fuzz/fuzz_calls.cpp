// SPDX-License-Identifier: Apache-2.0
// Every other message of the server's calls: the first byte says which, the rest is the message. Refused with a cause or taken, and what
// is taken is bounded.
#include "server_world.h"
#include "sync/receipt.h"

namespace {

using namespace limen;

template <class Message>
bool read(Message& message, ByteView bytes) {
  return message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const Byte* data, std::size_t size) {
  static fuzz::ServerWorld world;
  if (size == 0) return 0;
  const ByteView bytes(data + 1, size - 1);
  switch (data[0] % 8) {
    case 0: {
      EnrolRequest request;
      if (!read(request, bytes)) break;
      world.clock.advance(Milliseconds(3'600'001));  // else the door closes after five
      const auto reply = world.desk->enrol(request, "peer");
      LIMEN_CHECK(!reply || enrolRequestProven(request));
      break;
    }
    case 1: {
      OfferCode offer;
      if (read(offer, bytes)) static_cast<void>(world.desk->offer(offer));
      break;
    }
    case 2: {
      Approval approval;
      if (read(approval, bytes)) static_cast<void>(world.desk->approve(approval));
      break;
    }
    case 3: {
      DirectoryUpload upload;
      if (read(upload, bytes)) static_cast<void>(world.registry->publishDirectory(bytesOf(upload.directory()), world.clock.now()));
      break;
    }
    case 4: {
      PackageUpload upload;
      if (read(upload, bytes)) static_cast<void>(world.registry->publishPackage(bytesOf(upload.package())));
      break;
    }
    case 5: {
      EnrolReply reply;
      if (!read(reply, bytes)) break;
      for (const std::string& package : reply.packages()) static_cast<void>(world.registry->publishPackage(bytesOf(package)));
      static_cast<void>(VerifiedDirectory::verify(bytesOf(reply.directory()), world.organisation.root.publicKey(), world.clock.now()));
      break;
    }
    case 6: {
      Applicants applicants;
      static_cast<void>(read(applicants, bytes));
      const auto waiting = world.desk->waiting();
      LIMEN_CHECK(waiting && static_cast<std::size_t>(waiting->waiting_size()) <= EnrolmentDesk::kMaxEnrolments);
      break;
    }
    default: {
      Published published;
      static_cast<void>(read(published, bytes));
    }
  }
  return 0;
}
