// SPDX-License-Identifier: Apache-2.0
#include "server/drop_folder.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>

#include "core/files.h"
#include "core/log.h"
#include "crypto/hash.h"
#include "server/session.h"
#include "sync/courier.h"

namespace limen {
namespace {

namespace fs = std::filesystem;

constexpr char kOut[] = "out", kDone[] = "done", kRefused[] = "refused";
constexpr std::string_view kReasonEnding = ".reason.txt";
constexpr std::size_t kNameSigns = 16, kUnwrittenTail = 64;

std::string_view whatToDo(const Error& cause) {
  if (cause.is(CourierError::notABundle)) return "It is another kind of file. Nothing of it was taken.";
  if (cause.is(CourierError::newerVersion)) return "It was written by a later Limen. Update the server, then put it into the folder again.";
  if (cause.is(CourierError::damaged)) return "It was changed on the way. Nothing of it was taken: export again at the station, on another stick.";
  if (cause.is(CourierError::tooLarge) || cause.is(FileError::tooLarge)) return "It is larger than a bundle can be. Nothing of it was taken.";
  if (cause.is(CourierError::otherReceiver)) return "It is for another server or for a station. Bring it there.";
  if (cause.is(CourierError::otherWay) || cause.is(CourierError::otherOrganisation) || cause.is(CourierError::badSignature))
    return "It was not made for this server by a station of its organisation. Nothing of it was taken: keep it and tell the administrator.";
  if (cause.is(CourierError::notListed)) return "Its station is not listed, or was revoked. Nothing of it was taken: ask the administrator.";
  return "It could not be read. Nothing of it was taken.";
}

bool isOfTheBundle(const Error& error) {
  return error.room() == roomOf(CourierError::damaged) && !error.is(CourierError::noFolder);
}

// Room that was reserved and not written to yet, or not even that: a chunk that is sealed does not end in zeros.
bool mayGrow(const Error& error, ByteView content) {
  if (error.is(CourierError::truncated) || content.empty()) return true;
  const ByteView tail = content.last(std::min(content.size(), kUnwrittenTail));
  return std::all_of(tail.begin(), tail.end(), [](Byte b) { return b == 0; });
}

}  // namespace

Result<DropFolder> DropFolder::open(SessionHost& host, BoxKeys receiver, const fs::path& folder) {
  for (const char* each : {kOut, kDone, kRefused}) {
    std::error_code error;
    fs::create_directories(folder / each, error);
    if (error) return unexpected(FileError::notWritten, each);
  }
  return DropFolder(host, std::move(receiver), folder);
}

const DropState& DropFolder::look(const std::atomic<bool>& ending) {
  std::vector<fs::path> files;
  state_.failure.clear();
  std::error_code error;
  for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error))
    if (at->path().extension() == kCourierEnding && at->symlink_status().type() == fs::file_type::regular) files.push_back(at->path());
  if (error) failed(Error(CourierError::noFolder));
  std::sort(files.begin(), files.end());
  std::map<fs::path, Seen> waiting;
  for (const fs::path& file : files) {
    if (ending) break;
    take(file, waiting);
  }
  waiting_ = std::move(waiting);
  state_.waiting = waiting_.size();
  return state_;
}

void DropFolder::failed(const Error& error) {
  state_.failure = std::string(error.room()) + "." + std::string(error.name());
  logFact(LogLevel::error, "server", "drop folder failed", {LogField::cause(error.name())});
}

void DropFolder::take(const fs::path& file, std::map<fs::path, Seen>& waiting) {
  std::error_code gone;
  const Stamp before{fs::file_size(file, gone), fs::last_write_time(file, gone)};
  if (gone) return;
  if (const auto seen = waiting_.find(file); seen != waiting_.end() && seen->second.stamp == before && seen->second.twice) {
    waiting[file] = seen->second;
    return;
  }
  const auto content = readFile(file, kMaxCourierBytes);
  if (!content && content.error().is(FileError::missing)) return;
  if (!content && !content.error().is(FileError::tooLarge)) return failed(content.error());

  const Hash hash = content ? hash256({*content}) : hash256({bytesOf(std::to_string(before.size))});
  const std::string name = hash.hex().substr(0, kNameSigns);
  const auto answer = content ? answerBundle(*host_, receiver_, random_, *content, folder_ / kOut) : Result<BundleAnswer>(unexpected(content.error()));
  if (!answer && content && mayGrow(answer.error(), *content)) {
    const auto seen = waiting_.find(file);
    waiting[file] = {before, seen != waiting_.end() && seen->second.stamp == before};
    return;
  }
  if (!answer && content && !isOfTheBundle(answer.error())) return failed(answer.error());
  const Stamp after{fs::file_size(file, gone), fs::last_write_time(file, gone)};
  if (gone || !(after == before)) return;  // another one has its name by now: at the next look
  if (answer) {
    const auto moved = away(file, kDone, name + std::string(kCourierEnding));
    if (moved) return void(++state_.taken);
    // Answered, and it lies where it would be answered again and again: the answers go, and its turn comes when it can be moved.
    for (const fs::path& each : answer->files) fs::remove(each, gone);
    return failed(moved.error());
  }
  const std::string reason = std::string(answer.error().name()) + "\n" + std::string(whatToDo(answer.error())) + "\n";
  if (const auto said = writeFile(folder_ / kRefused / (name + std::string(kReasonEnding)), bytesOf(reason), Access::everyoneReads); !said)
    return failed(said.error());
  if (const auto moved = away(file, kRefused, name + std::string(kCourierEnding)); !moved) return failed(moved.error());
  ++state_.refused;
  logFact(LogLevel::warning, "server", "bundle refused", {LogField::cause(answer.error().name())});
}

Result<void> DropFolder::away(const fs::path& file, const char* where, const std::string& name) const {
  if (std::rename(file.c_str(), (folder_ / where / name).c_str()) == 0) return {};
  return unexpected(errno == ENOSPC || errno == EDQUOT ? FileError::diskFull : FileError::notWritten, where);
}

}  // namespace limen
