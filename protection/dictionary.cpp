// SPDX-License-Identifier: Apache-2.0
#include "protection/dictionary.h"

#include <zstd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <string>

#include "crypto/hash.h"
#include "protection/form_layout.h"

namespace limen {

namespace {

constexpr std::array<Byte, 4> kMagic{0x28, 0xb5, 0x2f, 0xfd};  // of every zstd frame, so it need not travel
constexpr int kLevel = 12;                                     // texts are short: higher levels find nothing more
constexpr int kMaxWindowLog = 21;                              // 2 MiB: more than a part holds

struct FreeContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
};

// A programme's words as zstd looks them up, made once for the records of a day and not for each part of each.
const ZSTD_CDict* digested(ByteView dictionary) {
  static thread_local Bytes words;
  static thread_local std::unique_ptr<ZSTD_CDict, FreeContext> kept;
  if (!kept || !std::equal(words.begin(), words.end(), dictionary.begin(), dictionary.end())) {
    words = copyOf(dictionary);
    kept.reset(ZSTD_createCDict(words.data(), words.size(), kLevel));
  }
  return kept.get();
}

std::unique_ptr<ZSTD_CCtx, FreeContext> newCompressor() {
  std::unique_ptr<ZSTD_CCtx, FreeContext> made(ZSTD_createCCtx());
  if (!made) return made;
  for (const auto& [parameter, value] : {std::pair{ZSTD_c_compressionLevel, kLevel},
                                         {ZSTD_c_contentSizeFlag, 0},
                                         {ZSTD_c_checksumFlag, 0},
                                         {ZSTD_c_dictIDFlag, 0}}) {
    if (ZSTD_isError(ZSTD_CCtx_setParameter(made.get(), parameter, value))) return nullptr;
  }
  return made;
}

}  // namespace

Bytes dictionaryOf(const forms::FormDefinition& form) {
  // zstd reaches the end of a dictionary with the shortest offsets: choices, which recur most, come last.
  std::string words;
  const auto add = [&](const std::string& text) {
    if (!text.empty() && words.find(text) == std::string::npos) words += text + '\n';
  };
  walkForm(form.nodes, [&](std::uint32_t, const forms::Node& node, int) {
    add(forms::translated(node.label, form.defaultLanguage, form));
    add(forms::translated(node.hint, form.defaultLanguage, form));
  });
  for (const auto& [name, choices] : form.lists) {
    for (const forms::Choice& choice : choices) add(forms::translated(choice.label, form.defaultLanguage, form));
  }
  const std::size_t size = std::min(words.size(), kMaxDictionaryBytes);
  return copyOf(bytesOf(std::string_view(words).substr(words.size() - size)));
}

std::uint32_t dictionaryId(ByteView dictionary) {
  if (dictionary.empty()) return 0;
  return ByteReader(hash256({dictionary}).bytes()).u32();
}

Bytes compressText(ByteView text, ByteView dictionary) {
  // One a thread: its tables are fresh mappings of the kernel's otherwise, which costs more than what is done with them.
  static thread_local const std::unique_ptr<ZSTD_CCtx, FreeContext> context = newCompressor();
  if (!context || ZSTD_isError(ZSTD_CCtx_reset(context.get(), ZSTD_reset_session_only)) ||
      ZSTD_isError(ZSTD_CCtx_refCDict(context.get(), digested(dictionary))))
    return {};
  Bytes out(ZSTD_compressBound(text.size()));
  const std::size_t size = ZSTD_compress2(context.get(), out.data(), out.size(), text.data(), text.size());
  if (ZSTD_isError(size) || size < kMagic.size() || !std::equal(kMagic.begin(), kMagic.end(), out.begin())) return {};
  return {out.begin() + kMagic.size(), out.begin() + static_cast<std::ptrdiff_t>(size)};
}

std::optional<Bytes> decompressText(ByteView compressed, std::size_t size, ByteView dictionary) {
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context(ZSTD_createDCtx());
  if (!context || ZSTD_isError(ZSTD_DCtx_setParameter(context.get(), ZSTD_d_windowLogMax, kMaxWindowLog))) return std::nullopt;
  if (ZSTD_isError(ZSTD_DCtx_refPrefix(context.get(), dictionary.data(), dictionary.size()))) return std::nullopt;
  Bytes frame(kMagic.begin(), kMagic.end());
  frame.insert(frame.end(), compressed.begin(), compressed.end());
  Bytes out(size);
  // One frame only: ZSTD_decompress would go on into a second one and into skippable frames.
  if (ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size()) return std::nullopt;
  const std::size_t got = ZSTD_decompressDCtx(context.get(), out.data(), out.size(), frame.data(), frame.size());
  if (ZSTD_isError(got) || got != size) return std::nullopt;
  return out;
}

}  // namespace limen
