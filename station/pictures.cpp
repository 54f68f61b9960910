// SPDX-License-Identifier: Apache-2.0
#include "station/pictures.h"

#include <algorithm>

#include "protection/seal.h"

namespace limen {

namespace {

// The content key of the part that names the picture, where this user opens it. What opens an answer opens its picture, and nothing else.
Result<std::optional<SecretBytes>> keyOf(Vault& vault, const RevisionRow& row, const AttachmentRef& ref) {
  const RevisionHeader& header = row.revision.header();
  LIMEN_ASSIGN(const auto programme, vault.programme(header.package));
  LIMEN_TRY(vault.require(Act::readRecord, *programme));
  const auto keys = vault.readableKeys(header.shift);
  if (!keys) return std::optional<SecretBytes>();
  const std::string text = ref.text();
  for (const auto& [compartment, erasure] : row.erasureParts) {
    if (compartment >= programme->compartments.size()) continue;
    if (!vault.isOwnOpenShift(header.shift) && !vault.opens(*programme, programme->compartments[compartment].name)) continue;
    Guard guard;
    const auto answers = open(row.revision, compartment, **keys, erasure, *programme, nullptr, &guard);
    if (!answers || (guard.secondPerson && !vault.isOwnOpenShift(header.shift))) continue;
    const bool names = std::any_of(answers->begin(), answers->end(), [&](const OpenedAnswer& answer) {
      const auto* value = std::get_if<std::string>(&answer.value);
      const auto question = programme->form->find(answer.question);
      return value != nullptr && *value == text && question && forms::isMedia(programme->form->node(*question).type);
    });
    if (names) return std::optional((*keys)->contentKey(compartment, header.record, header.id, erasure));
  }
  return std::optional<SecretBytes>();
}

}  // namespace

AttachmentRow wantedRow(const AttachmentRef& ref, AttachmentPart part, const RecordId& record, const ScopeId& scope) {
  AttachmentRow row;
  row.id = ref.id;
  row.scope = scope;
  row.record = record;
  row.chunks = ref.chunks();
  row.thumbnailChunks = ref.thumbnailChunks();
  row.upTo = part == AttachmentPart::thumbnail ? ref.thumbnailChunks() : ref.chunks();
  return row;
}

Result<Bytes> recordPicture(Vault& vault, const RecordId& record, const AttachmentRef& ref, AttachmentPart part) {
  LIMEN_TRY(vault.require(Act::readRecord));
  LIMEN_ASSIGN(Transaction transaction, Transaction::begin(vault.store().database()));
  LIMEN_ASSIGN(const auto revisions, vault.store().revisions(record));
  std::optional<SecretBytes> key;
  ScopeId scope;
  for (const RevisionRow& row : revisions) {
    LIMEN_ASSIGN(key, keyOf(vault, row, ref));
    scope = row.scope;
    if (key) break;
  }
  if (!key) return unexpected(StoreError::notFound);
  AttachmentStore store(vault.store().database());
  const std::uint32_t first = part == AttachmentPart::thumbnail ? 0 : ref.thumbnailChunks();
  const std::uint32_t count = part == AttachmentPart::thumbnail ? ref.thumbnailChunks() : ref.chunks() - first;
  LIMEN_ASSIGN(const auto held, store.find(ref.id));
  auto chunks = held && held->record == record ? store.chunks(ref.id, first, count) : Result<std::vector<Bytes>>(unexpected(AttachmentError::notHere));
  if (!chunks) {
    LIMEN_TRY(store.want(wantedRow(ref, part, record, scope)));
    LIMEN_TRY(transaction.commit());
    return unexpected(chunks.error());
  }
  LIMEN_TRY(vault.store().audit(vault.act("record.picture", record)));
  LIMEN_TRY(transaction.commit());
  return openAttachment(ref, part, *chunks, *key);
}

}  // namespace limen
