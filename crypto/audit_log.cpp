// SPDX-License-Identifier: Apache-2.0
#include "crypto/audit_log.h"

#include <algorithm>
#include <bit>

#include "core/check.h"

namespace limen {

namespace {

constexpr std::string_view kMagic = "LAUD";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxMarks = 3;  // one a kind
constexpr std::size_t kMinEntryBytes = 16 + 1 + 16 + 1 + 8 + 8 + 32;

constexpr std::string_view domainOf(Checkpoint::By by) {
  switch (by) {
    case Checkpoint::By::station:
      return "limen/checkpoint/v1";
    case Checkpoint::By::server:
      return "limen/countersign/v1";
    case Checkpoint::By::witness:
      return "limen/witness/v1";
  }
  return {};
}

// RFC 6962, 2.1: what is hashed of a leaf and of a node begins with another byte, so that neither can stand for the other.
Hash leafHash(const Hash& entry) {
  constexpr Byte kLeaf = 0;
  return hash256({ByteView(&kLeaf, 1), entry.bytes()});
}
Hash nodeHash(const Hash& left, const Hash& right) {
  constexpr Byte kNode = 1;
  return hash256({ByteView(&kNode, 1), left.bytes(), right.bytes()});
}

Bytes bodyOf(const Checkpoint& checkpoint) {
  ByteWriter out;
  out.u8(kVersion).raw(checkpoint.station.bytes()).u64(checkpoint.seq).raw(checkpoint.head.bytes()).raw(checkpoint.root.bytes());
  out.u64(static_cast<std::uint64_t>(checkpoint.trustedMs));
  return out.take();
}

bool isWord(std::string_view word) {
  return !word.empty() && word.size() <= kMaxAuditWordBytes &&
         std::all_of(word.begin(), word.end(), [](char c) { return c > ' ' && c < 0x7f; });
}

std::string at(std::uint64_t seq) {
  return "entry " + std::to_string(seq);
}

}  // namespace

std::string_view nameOf(AuditError cause) {
  switch (cause) {
    case AuditError::malformed:
      return "malformed";
    case AuditError::newerVersion:
      return "newerVersion";
    case AuditError::wrongStation:
      return "wrongStation";
    case AuditError::broken:
      return "broken";
    case AuditError::contradicted:
      return "contradicted";
    case AuditError::badSignature:
      return "badSignature";
    case AuditError::truncated:
      return "truncated";
    case AuditError::forked:
      return "forked";
    case AuditError::clockBack:
      return "clockBack";
    case AuditError::unsealed:
      return "unsealed";
    case AuditError::unanchored:
      return "unanchored";
    case AuditError::notCountersigned:
      return "notCountersigned";
    case AuditError::notWitnessed:
      return "notWitnessed";
  }
  return "unknown";
}

Hash auditHash(std::uint64_t seq, const Hash& previous, const AuditAct& act) {
  ByteWriter layout;
  layout.u64(seq).raw(previous.bytes()).raw(act.actor.bytes()).text(act.act).raw(act.pseudonym).text(act.result);
  layout.u64(static_cast<std::uint64_t>(act.wallMs)).u64(static_cast<std::uint64_t>(act.trustedMs));
  return hash256({bytesOf("limen/audit/v1"), layout.bytes()});
}

std::optional<MerkleFrontier> MerkleFrontier::from(std::uint64_t size, std::vector<Hash> peaks) {
  if (static_cast<std::size_t>(std::popcount(size)) != peaks.size()) return std::nullopt;
  MerkleFrontier tree;
  tree.size_ = size;
  tree.peaks_ = std::move(peaks);
  return tree;
}

void MerkleFrontier::append(const Hash& entry) {
  Hash peak = leafHash(entry);
  for (std::uint64_t full = size_; (full & 1) != 0; full >>= 1) {
    peak = nodeHash(peaks_.back(), peak);
    peaks_.pop_back();
  }
  peaks_.push_back(peak);
  ++size_;
}

Hash MerkleFrontier::root() const {
  if (peaks_.empty()) return hash256({});
  Hash root = peaks_.back();
  for (std::size_t i = peaks_.size() - 1; i > 0; --i) root = nodeHash(peaks_[i - 1], root);
  return root;
}

Checkpoint Checkpoint::make(const StationId& station, const MerkleFrontier& tree, const Hash& head, std::int64_t trustedMs,
                            const Signer& signer) {
  Checkpoint out;
  out.station = station;
  out.seq = tree.size();
  out.head = head;
  out.root = tree.root();
  out.trustedMs = trustedMs;
  out.add(By::station, signer);
  return out;
}

void Checkpoint::add(By by, const Signer& signer) {
  std::erase_if(marks, [&](const Mark& mark) { return mark.by == by; });
  const auto place = std::find_if(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.by > by; });
  marks.insert(place, Mark{by, signer.publicKey(), signer.sign(domainOf(by), bodyOf(*this))});
}

const Checkpoint::Mark* Checkpoint::mark(By by) const {
  const auto found = std::find_if(marks.begin(), marks.end(), [&](const Mark& one) { return one.by == by; });
  return found == marks.end() ? nullptr : &*found;
}

bool Checkpoint::signedBy(By by, const PublicKey& key) const {
  const Mark* found = mark(by);
  return found != nullptr && found->signer == key && verify(key, domainOf(by), bodyOf(*this), found->signature);
}

Bytes Checkpoint::serialise() const {
  ByteWriter out;
  out.raw(bodyOf(*this)).u8(static_cast<std::uint8_t>(marks.size()));
  for (const Mark& mark : marks) out.u8(static_cast<std::uint8_t>(mark.by)).raw(mark.signer).raw(mark.signature);
  return out.take();
}

Result<Checkpoint> Checkpoint::parse(ByteView bytes) {
  ByteReader in(bytes);
  const std::uint8_t version = in.u8();
  if (in.ok() && version > kVersion) return unexpected(AuditError::newerVersion, "checkpoint");
  Checkpoint out;
  out.station.value = in.array<StationId::kSize>();
  out.seq = in.u64();
  out.head.value = in.array<Hash::kSize>();
  out.root.value = in.array<Hash::kSize>();
  out.trustedMs = static_cast<std::int64_t>(in.u64());
  const std::uint8_t count = in.u8();
  bool ordered = count >= 1 && count <= kMaxMarks;
  for (std::uint8_t i = 0; ordered && i < count; ++i) {
    Mark mark;
    const std::uint8_t by = in.u8();
    mark.by = static_cast<By>(by);
    mark.signer = in.array<32>();
    mark.signature = in.array<64>();
    const std::uint8_t least = i == 0 ? 1 : static_cast<std::uint8_t>(static_cast<std::uint8_t>(out.marks.back().by) + 1);
    ordered = by >= least && by <= 3 && (i > 0 || by == 1);
    out.marks.push_back(mark);
  }
  if (!in.done() || version != kVersion || !ordered || out.seq == 0 || out.trustedMs < 0)
    return unexpected(AuditError::malformed, "checkpoint");
  return out;
}

Bytes LogSegment::serialise() const {
  ByteWriter out;
  out.raw(bytesOf(kMagic)).u8(kVersion).raw(station.bytes()).u64(first).raw(before.bytes());
  out.u8(static_cast<std::uint8_t>(tree.peaks().size()));
  for (const Hash& peak : tree.peaks()) out.raw(peak.bytes());
  out.varint(entries.size());
  for (const AuditEntry& entry : entries) {
    const AuditAct& act = entry.act;
    out.raw(act.actor.bytes()).text(act.act).raw(act.pseudonym).text(act.result);
    out.u64(static_cast<std::uint64_t>(act.wallMs)).u64(static_cast<std::uint64_t>(act.trustedMs)).raw(entry.hash.bytes());
  }
  out.varint(checkpoints.size());
  for (const Checkpoint& checkpoint : checkpoints) out.sized(checkpoint.serialise());
  return out.take();
}

Result<LogSegment> LogSegment::parse(ByteView bytes) {
  if (bytes.size() > kMaxLogBytes) return unexpected(AuditError::malformed);
  ByteReader in(bytes);
  const ByteView magic = in.raw(kMagic.size());
  if (!in.ok() || textOf(magic) != kMagic) return unexpected(AuditError::malformed);
  const std::uint8_t version = in.u8();
  if (in.ok() && version > kVersion) return unexpected(AuditError::newerVersion);
  LogSegment out;
  out.station.value = in.array<StationId::kSize>();
  out.first = in.u64();
  out.before.value = in.array<Hash::kSize>();
  std::vector<Hash> peaks(in.u8());
  if (peaks.size() > 64) return unexpected(AuditError::malformed);
  for (Hash& peak : peaks) peak.value = in.array<Hash::kSize>();
  const std::uint64_t count = in.varint();
  // The count is believed as far as there are bytes for it, so that a short file cannot ask for much memory.
  if (!in.ok() || version != kVersion || out.first == 0 || count > in.remaining() / kMinEntryBytes)
    return unexpected(AuditError::malformed);
  auto tree = MerkleFrontier::from(out.first - 1, std::move(peaks));
  if (!tree || (out.first == 1 && !out.before.isZero())) return unexpected(AuditError::malformed);
  out.tree = std::move(*tree);
  out.entries.reserve(count);
  Hash previous = out.before;
  for (std::uint64_t i = 0; i < count && in.ok(); ++i) {
    AuditEntry& entry = out.entries.emplace_back();
    entry.seq = out.first + i;
    entry.previous = previous;
    entry.act.actor.value = in.array<UserId::kSize>();
    entry.act.act = in.text(kMaxAuditWordBytes);
    entry.act.pseudonym = in.array<16>();
    entry.act.result = in.text(kMaxAuditWordBytes);
    entry.act.wallMs = static_cast<std::int64_t>(in.u64());
    entry.act.trustedMs = static_cast<std::int64_t>(in.u64());
    entry.hash.value = in.array<Hash::kSize>();
    previous = entry.hash;
    // What is shown to people is printing ASCII, whoever wrote the file.
    if (!isWord(entry.act.act) || !isWord(entry.act.result)) return unexpected(AuditError::malformed, at(entry.seq));
  }
  const std::uint64_t checkpoints = in.varint();
  for (std::uint64_t i = 0; i < checkpoints && in.ok(); ++i) {
    const ByteView one = in.sized(kMaxCheckpointBytes);
    if (!in.ok()) break;
    LIMEN_ASSIGN(Checkpoint checkpoint, Checkpoint::parse(one));
    if (!out.checkpoints.empty() && checkpoint.seq < out.checkpoints.back().seq) return unexpected(AuditError::malformed);
    out.checkpoints.push_back(std::move(checkpoint));
  }
  if (!in.done()) return unexpected(AuditError::malformed);
  return out;
}

namespace {

bool sameHistory(const Checkpoint& a, const Checkpoint& b) {
  return a.head == b.head && a.root == b.root;
}

class Verification {
 public:
  Verification(const LogSegment& segment, const LogKeys& keys) : segment_(segment), keys_(keys), tree_(segment.tree) {}

  Result<LogFinding> run() {
    LIMEN_TRY(checkMarks());
    LIMEN_TRY(checkBeginning());
    LIMEN_TRY(checkEntries());
    LIMEN_TRY(checkEnd());
    return finding_;
  }

 private:
  std::uint64_t last() const { return segment_.first - 1 + segment_.entries.size(); }

  Result<void> checkMarks() {
    std::int64_t time = 0;
    const Checkpoint* before = nullptr;
    for (const Checkpoint& checkpoint : segment_.checkpoints) {
      if (checkpoint.station != segment_.station) return unexpected(AuditError::wrongStation, at(checkpoint.seq));
      if (before == nullptr) finding_.station = keys_.station.value_or(checkpoint.marks.front().signer);
      LIMEN_TRY(check(checkpoint, finding_.station));
      if (before != nullptr && before->seq == checkpoint.seq && !sameHistory(*before, checkpoint))
        return unexpected(AuditError::forked, at(checkpoint.seq));
      if (checkpoint.trustedMs < time) return unexpected(AuditError::clockBack, at(checkpoint.seq));
      time = checkpoint.trustedMs;
      before = &checkpoint;
    }
    for (const Checkpoint& known : keys_.known) {
      if (known.station != segment_.station) return unexpected(AuditError::wrongStation, at(known.seq));
      LIMEN_TRY(check(known, keys_.station ? *keys_.station : before ? finding_.station : known.marks.front().signer));
    }
    finding_.checkpoints = segment_.checkpoints.size();
    return {};
  }
  Result<void> check(const Checkpoint& checkpoint, const PublicKey& station) {
    if (!checkpoint.signedBy(Checkpoint::By::station, station)) return unexpected(AuditError::badSignature, at(checkpoint.seq));
    const auto seen = [&](Checkpoint::By by, const std::optional<PublicKey>& key, std::uint64_t& to) -> bool {
      if (!key || checkpoint.mark(by) == nullptr) return true;
      if (!checkpoint.signedBy(by, *key)) return false;
      to = std::max(to, checkpoint.seq);
      return true;
    };
    if (!seen(Checkpoint::By::server, keys_.server, finding_.countersignedTo) ||
        !seen(Checkpoint::By::witness, keys_.witness, finding_.witnessedTo))
      return unexpected(AuditError::badSignature, at(checkpoint.seq));
    return {};
  }

  Result<void> checkBeginning() {
    if (segment_.first > 1) {
      const auto anchored = [&](const Checkpoint& one) { return one.seq == segment_.first - 1; };
      const bool has = std::any_of(segment_.checkpoints.begin(), segment_.checkpoints.end(), anchored) ||
                       std::any_of(keys_.known.begin(), keys_.known.end(), anchored);
      if (!has) return unexpected(AuditError::unanchored, at(segment_.first));
    }
    return checkHere(segment_.before);
  }

  // What was signed at this length of the log, against the log.
  Result<void> checkHere(const Hash& head) {
    const std::uint64_t seq = tree_.size();
    const auto agrees = [&](const Checkpoint& one) { return one.head == head && one.root == tree_.root(); };
    for (; next_ < segment_.checkpoints.size() && segment_.checkpoints[next_].seq <= seq; ++next_) {
      const Checkpoint& checkpoint = segment_.checkpoints[next_];
      if (checkpoint.seq == seq && !agrees(checkpoint)) return unexpected(AuditError::contradicted, at(seq));
    }
    for (const Checkpoint& known : keys_.known)
      if (known.seq == seq && !agrees(known)) return unexpected(AuditError::forked, at(seq));
    return {};
  }

  Result<void> checkEntries() {
    Hash previous = segment_.before;
    std::int64_t trusted = 0, wall = 0;
    for (const AuditEntry& entry : segment_.entries) {
      if (entry.hash != auditHash(entry.seq, previous, entry.act)) return unexpected(AuditError::broken, at(entry.seq));
      if (entry.act.trustedMs < trusted) return unexpected(AuditError::clockBack, at(entry.seq));
      if (entry.act.wallMs < wall) ++finding_.wallJumpsBack;
      trusted = entry.act.trustedMs;
      wall = entry.act.wallMs;
      previous = entry.hash;
      tree_.append(entry.hash);
      LIMEN_TRY(checkHere(previous));
    }
    return {};
  }

  Result<void> checkEnd() {
    finding_.first = segment_.first;
    finding_.last = last();
    if (next_ < segment_.checkpoints.size()) return unexpected(AuditError::truncated, at(segment_.checkpoints.back().seq));
    for (const Checkpoint& known : keys_.known)
      if (known.seq > last()) return unexpected(AuditError::truncated, at(known.seq));
    if (segment_.checkpoints.empty() || segment_.checkpoints.back().seq != last())
      return unexpected(AuditError::unsealed, at(last()));
    if (keys_.server && finding_.countersignedTo == 0) return unexpected(AuditError::notCountersigned);
    if (keys_.witness && finding_.witnessedTo == 0) return unexpected(AuditError::notWitnessed);
    return {};
  }

  const LogSegment& segment_;
  const LogKeys& keys_;
  MerkleFrontier tree_;
  std::size_t next_ = 0;  // of the checkpoints, the first that was not compared
  LogFinding finding_;
};

}  // namespace

Result<LogFinding> verifyLog(const LogSegment& segment, const LogKeys& keys) {
  return Verification(segment, keys).run();
}

}  // namespace limen
