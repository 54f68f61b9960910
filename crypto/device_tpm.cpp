// SPDX-License-Identifier: Apache-2.0
#include "crypto/device_tpm.h"

#include <tss2/tss2_esys.h>
#include <tss2/tss2_mu.h>
#include <tss2/tss2_tctildr.h>
#include <unistd.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace limen {

namespace {

constexpr const char* kDevice = "/dev/tpmrm0";
constexpr std::size_t kSecretBytes = 32, kMaxPart = 512;
constexpr std::uint8_t kVersion = 1;

template <class T>
struct Freed {
  void operator()(T* made) const { Esys_Free(made); }
};
template <class T>
using Owned = std::unique_ptr<T, Freed<T>>;

// A way to the chip; what was loaded into it is flushed again.
class Session {
 public:
  static std::optional<Session> open(const std::string& tcti) {
    Session out;
    const std::string wanted = tcti.empty() ? std::string("device:") + kDevice : tcti;
    // The library writes to standard error when it finds none; that there is none is ordinary.
    if (tcti.empty() && ::access(kDevice, R_OK | W_OK) != 0) return std::nullopt;
    if (Tss2_TctiLdr_Initialize(wanted.c_str(), &out.tcti_) != TSS2_RC_SUCCESS) return std::nullopt;
    if (Esys_Initialize(&out.context_, out.tcti_, nullptr) != TSS2_RC_SUCCESS) return std::nullopt;
    return out;
  }
  Session(Session&& other) noexcept { swap(other); }
  ~Session() {
    for (ESYS_TR* handle : {&object_, &session_, &primary_})
      if (*handle != ESYS_TR_NONE) Esys_FlushContext(context_, *handle);
    if (context_) Esys_Finalize(&context_);
    if (tcti_) Tss2_TctiLdr_Finalize(&tcti_);
  }

  // The storage key, and a session that encrypts what passes between us and the chip.
  bool begin() {
    TPM2B_PUBLIC shape{};
    shape.publicArea.type = TPM2_ALG_ECC;
    shape.publicArea.nameAlg = TPM2_ALG_SHA256;
    shape.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_SENSITIVEDATAORIGIN |
                                        TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA | TPMA_OBJECT_RESTRICTED | TPMA_OBJECT_DECRYPT;
    TPMS_ECC_PARMS& curve = shape.publicArea.parameters.eccDetail;
    curve.symmetric.algorithm = TPM2_ALG_AES;
    curve.symmetric.keyBits.aes = 128;
    curve.symmetric.mode.aes = TPM2_ALG_CFB;
    curve.scheme.scheme = TPM2_ALG_NULL;
    curve.curveID = TPM2_ECC_NIST_P256;
    curve.kdf.scheme = TPM2_ALG_NULL;
    const TPM2B_SENSITIVE_CREATE nothing{};
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION none{};
    if (Esys_CreatePrimary(context_, ESYS_TR_RH_OWNER, ESYS_TR_PASSWORD, ESYS_TR_NONE, ESYS_TR_NONE, &nothing, &shape, &outside, &none,
                           &primary_, nullptr, nullptr, nullptr, nullptr) != TSS2_RC_SUCCESS)
      return false;
    const TPMT_SYM_DEF aes{TPM2_ALG_AES, {128}, {TPM2_ALG_CFB}};
    if (Esys_StartAuthSession(context_, primary_, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, ESYS_TR_NONE, nullptr, TPM2_SE_HMAC, &aes,
                              TPM2_ALG_SHA256, &session_) != TSS2_RC_SUCCESS)
      return false;
    return Esys_TRSess_SetAttributes(context_, session_,
                                     TPMA_SESSION_DECRYPT | TPMA_SESSION_ENCRYPT | TPMA_SESSION_CONTINUESESSION, 0xff) == TSS2_RC_SUCCESS;
  }

  std::optional<Bytes> seal(const SecretBytes& secret) {
    TPM2B_SENSITIVE_CREATE content{};
    const std::size_t size = secret.size();
    content.sensitive.data.size = static_cast<UINT16>(size);
    std::copy_n(secret.expose(SecretAccess{}).begin(), size, content.sensitive.data.buffer);
    TPM2B_PUBLIC shape{};
    shape.publicArea.type = TPM2_ALG_KEYEDHASH;
    shape.publicArea.nameAlg = TPM2_ALG_SHA256;
    shape.publicArea.objectAttributes = TPMA_OBJECT_FIXEDTPM | TPMA_OBJECT_FIXEDPARENT | TPMA_OBJECT_USERWITHAUTH | TPMA_OBJECT_NODA;
    shape.publicArea.parameters.keyedHashDetail.scheme.scheme = TPM2_ALG_NULL;
    const TPM2B_DATA outside{};
    const TPML_PCR_SELECTION none{};
    TPM2B_PRIVATE* sealed = nullptr;
    TPM2B_PUBLIC* described = nullptr;
    const TSS2_RC done = Esys_Create(context_, primary_, session_, ESYS_TR_NONE, ESYS_TR_NONE, &content, &shape, &outside, &none, &sealed,
                                     &described, nullptr, nullptr, nullptr);
    wipe({content.sensitive.data.buffer, sizeof content.sensitive.data.buffer});
    const Owned<TPM2B_PRIVATE> keepSealed(sealed);
    const Owned<TPM2B_PUBLIC> keepDescribed(described);
    if (done != TSS2_RC_SUCCESS) return std::nullopt;
    Bytes first(kMaxPart), second(kMaxPart);
    std::size_t firstSize = 0, secondSize = 0;
    if (Tss2_MU_TPM2B_PUBLIC_Marshal(described, first.data(), first.size(), &firstSize) != TSS2_RC_SUCCESS ||
        Tss2_MU_TPM2B_PRIVATE_Marshal(sealed, second.data(), second.size(), &secondSize) != TSS2_RC_SUCCESS)
      return std::nullopt;
    return ByteWriter().u8(kVersion).sized(ByteView(first).first(firstSize)).sized(ByteView(second).first(secondSize)).take();
  }

  Result<SecretBytes> unseal(ByteView data) {
    ByteReader reader(data);
    const std::uint8_t version = reader.u8();
    const ByteView first = reader.sized(kMaxPart), second = reader.sized(kMaxPart);
    TPM2B_PUBLIC described{};
    TPM2B_PRIVATE sealed{};
    std::size_t at = 0, then = 0;
    if (!reader.done() || version != kVersion ||
        Tss2_MU_TPM2B_PUBLIC_Unmarshal(first.data(), first.size(), &at, &described) != TSS2_RC_SUCCESS || at != first.size() ||
        Tss2_MU_TPM2B_PRIVATE_Unmarshal(second.data(), second.size(), &then, &sealed) != TSS2_RC_SUCCESS || then != second.size())
      return unexpected(DeviceError::failed);
    // What another chip's key wrapped does not pass this one's integrity check.
    if (Esys_Load(context_, primary_, session_, ESYS_TR_NONE, ESYS_TR_NONE, &sealed, &described, &object_) != TSS2_RC_SUCCESS)
      return unexpected(DeviceError::otherChip);
    TPM2B_SENSITIVE_DATA* opened = nullptr;
    const TSS2_RC done = Esys_Unseal(context_, object_, session_, ESYS_TR_NONE, ESYS_TR_NONE, &opened);
    const Owned<TPM2B_SENSITIVE_DATA> keep(opened);
    if (done != TSS2_RC_SUCCESS || opened->size != kSecretBytes) return unexpected(DeviceError::failed);
    SecretBytes out = SecretBytes::copyOf({opened->buffer, opened->size});
    wipe({opened->buffer, sizeof opened->buffer});
    return out;
  }

 private:
  Session() = default;
  void swap(Session& other) {
    std::swap(tcti_, other.tcti_);
    std::swap(context_, other.context_);
    std::swap(primary_, other.primary_);
    std::swap(session_, other.session_);
    std::swap(object_, other.object_);
  }
  TSS2_TCTI_CONTEXT* tcti_ = nullptr;
  ESYS_CONTEXT* context_ = nullptr;
  ESYS_TR primary_ = ESYS_TR_NONE, session_ = ESYS_TR_NONE, object_ = ESYS_TR_NONE;
};

}  // namespace

TpmChip::TpmChip(std::string tcti) : tcti_(std::move(tcti)) {}

Result<SecondSource::Made> TpmChip::make(const UserId&, std::string_view, const SecretBytes&) {
  auto session = Session::open(tcti_);
  if (!session) return unexpected(DeviceError::noChip);
  if (!session->begin()) return unexpected(DeviceError::failed);
  SecretBytes secret = SecretBytes::random(kSecretBytes);
  auto data = session->seal(secret);
  if (!data) return unexpected(DeviceError::failed);
  return Made{std::move(*data), std::move(secret)};
}

Result<SecretBytes> TpmChip::again(ByteView data, const SecretBytes&) {
  auto session = Session::open(tcti_);
  if (!session) return unexpected(DeviceError::noChip);
  if (!session->begin()) return unexpected(DeviceError::failed);
  return session->unseal(data);
}

}  // namespace limen
