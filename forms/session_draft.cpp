// SPDX-License-Identifier: Apache-2.0
// The draft: magic "LFDR", version, form id, form version, then the form's frame. A frame is its answers (name, value) and its
// repeats (name, instances, each an id and a frame). Names, not numbers: a draft outlives a rebuilt package of the same version.
#include <bit>
#include <set>

#include "forms/session_state.h"

namespace limen::forms {

namespace {

constexpr std::uint32_t kMagic = 0x5244464c;
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kMaxName = 4096;
constexpr double kFirstDay = -719'162, kLastDay = 2'932'896;  // the years 1 to 9999
constexpr std::size_t kMaxText = std::size_t{16} << 20;

void writeAtom(ByteWriter& out, const Atom& atom) {
  out.u8(static_cast<std::uint8_t>(atom.kind()));
  switch (atom.kind()) {
    case Atom::Kind::text:
      out.text(atom.text());
      break;
    case Atom::Kind::moment: {
      const Moment moment = *atom.toMoment();
      out.signedVarint(moment.unixMs).signedVarint(moment.offsetMinutes);
      break;
    }
    case Atom::Kind::date:
      out.u64(std::bit_cast<std::uint64_t>(static_cast<double>(atom.toDate()->time_since_epoch().count())));
      break;
    default:
      out.u64(std::bit_cast<std::uint64_t>(atom.toNumber()));
  }
}

Atom readAtom(ByteReader& in) {
  switch (static_cast<Atom::Kind>(in.u8())) {
    case Atom::Kind::text:
      return Atom(in.text(kMaxText));
    case Atom::Kind::number:
      return Atom(std::bit_cast<double>(in.u64()));
    case Atom::Kind::boolean:
      return Atom(std::bit_cast<double>(in.u64()) != 0);
    case Atom::Kind::date:
      if (const double day = std::bit_cast<double>(in.u64()); day >= kFirstDay && day <= kLastDay)
        return Atom(Date{std::chrono::days{static_cast<int>(day)}});
      break;
    case Atom::Kind::moment: {
      constexpr std::int64_t kMostMs = 253'402'300'800'000;  // the year 10000
      const std::int64_t ms = in.signedVarint(), offset = in.signedVarint();
      if (std::abs(ms) < kMostMs && std::abs(offset) <= 14 * 60) return Atom(Moment{ms, static_cast<std::int16_t>(offset)});
      break;
    }
  }
  in.fail();
  return Atom();
}

// `given` is the answer of a cell as it was given, also where the choices have set it aside.
template <class Given>
class DraftWriter {
 public:
  DraftWriter(const FormTree& tree, const Instance& instance, const Given& given, ByteWriter& out)
      : tree_(tree), instance_(instance), given_(given), out_(out) {}
  void frame(FrameIndex index) {
    const Frame& frame = instance_.frame(index);
    const Scope& scope = tree_.scope(frame.scope);
    std::size_t answers = 0;
    for (const NodeIndex member : scope.members) answers += given_({index, member}).isEmpty() ? 0 : 1;
    out_.varint(answers);
    for (const NodeIndex member : scope.members) {
      const Atom& answer = given_({index, member});
      if (answer.isEmpty()) continue;
      out_.text(tree_.path(member));
      writeAtom(out_, answer);
    }
    out_.varint(scope.repeats.size());
    for (std::size_t i = 0; i < scope.repeats.size(); ++i) {
      out_.text(tree_.path(tree_.scope(scope.repeats[i]).repeat)).varint(frame.repeats[i].size());
      for (const FrameIndex child : frame.repeats[i]) {
        out_.raw(instance_.frame(child).id.bytes());
        this->frame(child);
      }
    }
  }

 private:
  const FormTree& tree_;
  const Instance& instance_;
  const Given& given_;
  ByteWriter& out_;
};

// Reads into a fresh instance; the caller takes it only when all of it was sound.
class DraftReader {
 public:
  DraftReader(const FormTree& tree, Instance& instance, ByteReader& in) : tree_(tree), instance_(instance), in_(in) {
    for (NodeIndex node = 1; node < tree.size(); ++node) byPath_.emplace(tree.path(node), node);
  }
  std::size_t instances() const { return instances_; }

  void frame(FrameIndex index) {
    const ScopeIndex scope = instance_.frame(index).scope;
    for (std::uint64_t left = in_.varint(); left > 0 && in_.ok(); --left) {
      const auto node = byPath_.find(in_.text(kMaxName));
      Atom atom = readAtom(in_);
      if (!in_.ok() || node == byPath_.end() || tree_[node->second].scope != scope) return in_.fail();
      instance_.frame(index).cells[tree_[node->second].slot] = std::move(atom);
    }
    for (std::uint64_t left = in_.varint(); left > 0 && in_.ok(); --left) {
      const auto node = byPath_.find(in_.text(kMaxName));
      if (!in_.ok() || node == byPath_.end() || tree_[node->second].scope != scope || !tree_.isRepeat(node->second))
        return in_.fail();
      for (std::uint64_t count = in_.varint(); count > 0 && in_.ok(); --count) {
        const RepeatId id{in_.array<RepeatId::kSize>()};
        if (!in_.ok() || !ids_.insert(id).second || ++instances_ > kMaxInstances) return in_.fail();
        frame(instance_.add(tree_[node->second].inner, index, id));
      }
    }
  }

 private:
  const FormTree& tree_;
  Instance& instance_;
  ByteReader& in_;
  std::map<std::string, NodeIndex> byPath_;
  std::set<RepeatId> ids_;
  std::size_t instances_ = 0;
};

}  // namespace

Bytes FormSession::saveDraft() const {
  ByteWriter out;
  const FormDefinition& form = impl_->form->definition();
  out.u32(kMagic).u8(kVersion).text(form.id).text(form.version);
  const auto given = [&](NodeRef ref) -> const Atom& { return impl_->given(ref); };
  DraftWriter(impl_->tree(), impl_->instance, given, out).frame(0);
  return out.take();
}

Result<void> FormSession::restoreDraft(ByteView draft) {
  ByteReader in(draft);
  const FormDefinition& form = impl_->form->definition();
  const bool known = in.u32() == kMagic && in.u8() == kVersion;
  const std::string id = in.text(kMaxName), version = in.text(kMaxName);
  if (!known || !in.ok()) return unexpected(FormError::badDraft, "damaged");
  if (id != form.id || version != form.version) return unexpected(FormError::badDraft, "of another form");
  Instance restored(impl_->tree());
  DraftReader reader(impl_->tree(), restored, in);
  reader.frame(0);
  if (!in.done()) return unexpected(FormError::badDraft, "damaged");
  impl_->resume(std::move(restored), reader.instances());
  return {};
}

}  // namespace limen::forms
