// SPDX-License-Identifier: Apache-2.0
#include "protection/seal.h"

#include <algorithm>

#include "core/check.h"
#include "protection/dictionary.h"
#include "protection/risk.h"
#include "protection/text_coding.h"

namespace limen {

namespace {

// The coding has its bounds; what exceeds them is refused before it starts.
bool codable(const std::vector<KeptAnswer>& answers) {
  if (answers.size() > kMaxAnswersInPart) return false;
  std::size_t texts = 0;
  for (const KeptAnswer& answer : answers) {
    if (const auto* text = std::get_if<std::string>(&answer.value)) texts += text->size();
    if (const auto* selected = std::get_if<forms::Selected>(&answer.value)) {
      for (const std::string& name : selected->names) texts += name.size();
    }
  }
  return texts <= kMaxTextBytes;
}

bool sameCompartments(const Programme& programme, const ShiftKeys& keys) {
  if (keys.size() != programme.compartments.size()) return false;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (keys.compartment(i) != programme.compartments[i].name) return false;
  }
  return true;
}

// Answers where they are sealed. What clears one stands in both: it may have been written before it was known who may read it.
std::vector<std::vector<KeptAnswer>> inPlace(const std::vector<std::vector<KeptAnswer>>& compartments, const std::map<std::uint8_t, std::uint8_t>& narrowed) {
  std::vector<std::vector<KeptAnswer>> out = compartments;
  for (const auto& [from, to] : narrowed) {
    LIMEN_CHECK(from < out.size() && to < out.size());
    for (const KeptAnswer& answer : compartments[from]) out[to].push_back(answer);
    std::erase_if(out[from], [](const KeptAnswer& answer) { return !forms::isEmpty(answer.value); });
  }
  return out;
}

// The answers of one compartment, each picture under the key of the part that they go into.
Result<std::vector<KeptAnswer>> attached(const std::vector<KeptAnswer>& answers, const Programme& programme,
                                         const SecretBytes& contentKey, const SealAttachment& attach) {
  std::vector<KeptAnswer> out;
  for (const KeptAnswer& answer : answers) {
    if (!forms::isMedia(programme.form->node(answer.question).type) ||
        programme.protections[answer.question].minimise.kind != Minimise::Kind::asIs) {
      out.push_back(answer);
      continue;
    }
    const auto* text = std::get_if<std::string>(&answer.value);
    const auto named = text != nullptr ? AttachmentRef::parse(*text) : std::nullopt;
    if (!named) continue;
    LIMEN_ASSIGN(const auto ref, attach(*named, contentKey));
    if (!ref) continue;
    out.push_back(answer);
    out.back().value = ref->text();
  }
  return out;
}

}  // namespace

Result<Sealed> seal(const MinimalRecord& record, const RevisionPlace& place, const ShiftKeys& keys, Random& random,
                    const SealAttachment& attach) {
  const Programme& programme = record.programme();
  if (!sameCompartments(programme, keys)) return unexpected(SealError::noShiftKey);
  ErasureSeed seed{};
  random.fill(seed);
  std::vector<Sealer::Content> contents;
  std::vector<std::vector<KeptAnswer>> placed = inPlace(record.compartments(), place.narrowed);
  for (std::size_t i = 0; i < placed.size(); ++i) {
    std::vector<KeptAnswer> answers = std::move(placed[i]);
    if (answers.empty() && !place.context.empty()) continue;
    if (attach && keys.has(i)) {
      const SecretBytes key = keys.contentKey(i, place.record, place.id, erasurePart(seed, keys.compartment(i)));
      LIMEN_ASSIGN(answers, attached(answers, programme, key, attach));
    }
    if (!codable(answers)) return unexpected(SealError::tooLarge);
    Bytes coded = codeAnswers(answers, programme, record.isIncomplete() ? Completeness::incomplete : Completeness::complete, place.guard);
    if (coded.size() > kMaxPartBytes) return unexpected(SealError::tooLarge);
    contents.push_back({static_cast<std::uint8_t>(i), pad(coded)});
    wipe(coded);
  }
  if (contents.empty() && !place.bounds.empty()) contents.push_back({0, pad({})});
  RevisionHeader header;
  header.record = place.record;
  header.id = place.id;
  header.context = place.context;
  std::sort(header.context.begin(), header.context.end());
  header.shift = keys.shift();
  header.package = programme.hash;
  header.dictionary = dictionaryId(programme.dictionary);
  LIMEN_ASSIGN(SealedRevision revision, sealWithBounds(std::move(header), place.bounds, std::move(contents), keys, seed));
  return Sealed{std::move(revision), seed};
}

Result<std::vector<OpenedAnswer>> open(const SealedRevision& revision, std::uint8_t compartment, const ShiftKeys& keys,
                                       const ErasurePart& erasure, const Programme& programme, bool* incomplete, Guard* guard) {
  LIMEN_ASSIGN(const SecretBytes padded, Sealer::open(revision, compartment, keys, erasure));
  LIMEN_ASSIGN(const ByteView coded, unpad(padded.expose(SecretAccess{})));
  LIMEN_ASSIGN(std::vector<KeptAnswer> answers, decodeAnswers(coded, programme));
  if (incomplete != nullptr) *incomplete = completenessOf(coded) == Completeness::incomplete;
  if (guard != nullptr) *guard = guardOf(coded);
  std::vector<OpenedAnswer> out;
  out.reserve(answers.size());
  for (KeptAnswer& answer : answers) {
    const std::uint8_t own = programme.protections[answer.question].compartment;
    if (own != compartment && !isNarrower(programme, compartment, own)) return unexpected(SealError::malformed);
    out.push_back({programme.form->answerName(answer.question), std::move(answer.instances), std::move(answer.value)});
  }
  return out;
}

}  // namespace limen
