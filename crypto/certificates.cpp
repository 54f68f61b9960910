// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificates.h"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <memory>

#include "core/check.h"

namespace limen {

std::string_view nameOf(CertificateError cause) {
  switch (cause) {
    case CertificateError::malformed:
      return "malformed";
    case CertificateError::notOurs:
      return "notOurs";
    case CertificateError::expired:
      return "expired";
    case CertificateError::failed:
      return "failed";
  }
  return "unknown";
}

namespace {

constexpr std::size_t kMaxPemBytes = 16 * 1024;
constexpr std::size_t kMaxHosts = 32, kMaxNameBytes = 64;  // 64 is X.520's bound for an organisation and a common name
constexpr auto kAuthorityYears = std::chrono::days(3653);
constexpr auto kClockSlack = std::chrono::hours(24);  // stations' clocks are wrong; a certificate made now must hold there now

template <auto Free>
struct Freed {
  template <class T>
  void operator()(T* object) const {
    Free(object);
  }
};
using Bio = std::unique_ptr<BIO, Freed<BIO_free>>;
using Key = std::unique_ptr<EVP_PKEY, Freed<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Freed<X509_free>>;
using Request = std::unique_ptr<X509_REQ, Freed<X509_REQ_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Freed<X509_EXTENSION_free>>;
using Number = std::unique_ptr<BIGNUM, Freed<BN_free>>;
using AltNames = std::unique_ptr<GENERAL_NAMES, Freed<GENERAL_NAMES_free>>;
using Name = std::unique_ptr<GENERAL_NAME, Freed<GENERAL_NAME_free>>;
using Address = std::unique_ptr<ASN1_OCTET_STRING, Freed<ASN1_OCTET_STRING_free>>;
using Trust = std::unique_ptr<X509_STORE, Freed<X509_STORE_free>>;
using TrustCheck = std::unique_ptr<X509_STORE_CTX, Freed<X509_STORE_CTX_free>>;

std::time_t seconds(WallTime time) {
  return static_cast<std::time_t>(toUnixMs(time) / 1000);
}

// PEM holds one object of its kind and nothing behind it that looks like another.
Bio pemBio(std::string_view pem) {
  if (pem.empty() || pem.size() > kMaxPemBytes) return nullptr;
  const std::size_t first = pem.find("-----BEGIN ");
  if (first == std::string_view::npos || pem.find("-----BEGIN ", first + 1) != std::string_view::npos) return nullptr;
  return Bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
}

// Without this, OpenSSL asks the terminal for the passphrase of an encrypted key.
int noPassphrase(char*, int, int, void*) {
  return -1;
}

Certificate certificateFrom(std::string_view pem) {
  const Bio bio = pemBio(pem);
  return Certificate(bio ? PEM_read_bio_X509(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
}
Key privateKeyFrom(const SecretBytes& pem) {
  const Bio bio = pemBio(textOf(pem.expose(SecretAccess{})));
  return Key(bio ? PEM_read_bio_PrivateKey(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
}

std::string textIn(BIO* bio) {
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  return std::string(data, static_cast<std::size_t>(size));
}

std::optional<std::string> pemOf(X509* certificate) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio || PEM_write_bio_X509(bio.get(), certificate) != 1) return std::nullopt;
  return textIn(bio.get());
}

std::optional<SecretBytes> pemOf(EVP_PKEY* key) {
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!bio) return std::nullopt;
  const bool written = PEM_write_bio_PrivateKey(bio.get(), key, nullptr, nullptr, 0, nullptr, nullptr) == 1;
  char* data = nullptr;
  const std::size_t size = static_cast<std::size_t>(BIO_get_mem_data(bio.get(), &data));
  std::optional<SecretBytes> out;
  if (written) out = SecretBytes::copyOf({reinterpret_cast<const Byte*>(data), size});
  wipe({reinterpret_cast<Byte*>(data), size});
  return out;
}

bool isP256(const EVP_PKEY* key) {
  char group[32] = {};
  std::size_t size = 0;
  return key != nullptr && EVP_PKEY_is_a(key, "EC") == 1 && EVP_PKEY_get_group_name(key, group, sizeof(group), &size) == 1 &&
         std::string_view(group, size) == "prime256v1";
}

// What we put into a certificate as its name: ids in hex and words of ours.
bool isCommonName(std::string_view name) {
  return !name.empty() && name.size() <= kMaxNameBytes && std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  });
}

bool isHostName(std::string_view host) {
  if (host.empty() || host.size() > 253) return false;
  std::size_t label = 0;
  for (std::size_t i = 0; i < host.size(); ++i) {
    const char c = host[i];
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (c == '.') {
      if (label == 0 || host[i - 1] == '-') return false;
      label = 0;
    } else if (letter || (c == '-' && label > 0)) {
      if (++label > 63) return false;
    } else {
      return false;
    }
  }
  // What ends in a number is an address that was mistyped.
  const std::string_view last = host.substr(host.size() - label);
  return label > 0 && host.back() != '-' && !std::all_of(last.begin(), last.end(), [](char c) { return c >= '0' && c <= '9'; });
}

bool addName(X509_NAME* name, const char* field, const std::string& value) {
  return X509_NAME_add_entry_by_txt(name, field, MBSTRING_UTF8, reinterpret_cast<const unsigned char*>(value.data()),
                                    static_cast<int>(value.size()), -1, 0) == 1;
}

bool addExtension(X509* certificate, X509* issuer, int kind, const char* value) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  X509V3_set_ctx_nodb(&context);
  const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, kind, value));
  return extension && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool addHosts(X509* certificate, const std::vector<std::string>& hosts) {
  if (hosts.empty()) return true;
  const AltNames names(sk_GENERAL_NAME_new_null());
  if (!names) return false;
  for (const std::string& host : hosts) {
    Name name(GENERAL_NAME_new());
    if (!name) return false;
    if (Address address(a2i_IPADDRESS(host.c_str())); address) {
      GENERAL_NAME_set0_value(name.get(), GEN_IPADD, address.release());
    } else {
      std::unique_ptr<ASN1_IA5STRING, Freed<ASN1_IA5STRING_free>> text(ASN1_IA5STRING_new());
      if (!text || ASN1_STRING_set(text.get(), host.data(), static_cast<int>(host.size())) != 1) return false;
      GENERAL_NAME_set0_value(name.get(), GEN_DNS, text.release());
    }
    if (sk_GENERAL_NAME_push(names.get(), name.get()) == 0) return false;
    static_cast<void>(name.release());
  }
  return X509_add1_ext_i2d(certificate, NID_subject_alt_name, names.get(), 0, X509V3_ADD_DEFAULT) == 1;
}

bool areHosts(const std::vector<std::string>& hosts) {
  return hosts.size() <= kMaxHosts && std::all_of(hosts.begin(), hosts.end(), [](const std::string& host) {
           return host.find('\0') == std::string::npos && (Address(a2i_IPADDRESS(host.c_str())) || isHostName(host));
         });
}

bool setSerial(X509* certificate) {
  unsigned char random[16];
  if (RAND_bytes(random, sizeof(random)) != 1) return false;
  random[0] = static_cast<unsigned char>((random[0] & 0x7f) | 0x40);  // positive, and always of the same length
  const Number number(BN_bin2bn(random, sizeof(random), nullptr));
  return number && BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr;
}

bool setTimes(X509* certificate, std::time_t from, std::time_t until) {
  return ASN1_TIME_set(X509_getm_notBefore(certificate), from) != nullptr &&
         ASN1_TIME_set(X509_getm_notAfter(certificate), until) != nullptr;
}

// What OpenSSL notes about a failure stays with the thread, and a TLS connection on it would take that for its own.
struct NoErrorsLeft {
  ~NoErrorsLeft() { ERR_clear_error(); }
};

Key newKey() {
  return Key(EVP_EC_gen("P-256"));
}

// Negative: `time` is before `limit`.
int compare(const ASN1_TIME* time, std::time_t limit) {
  return ASN1_TIME_cmp_time_t(time, limit);
}

}  // namespace

Result<Authority> Authority::create(const std::string& organisation, WallTime now) {
  const NoErrorsLeft clean;
  if (organisation.empty() || organisation.size() > kMaxNameBytes) return unexpected(CertificateError::malformed, "organisation");
  const Key key = newKey();
  const Certificate certificate(X509_new());
  if (!key || !certificate) return unexpected(CertificateError::failed);
  X509* const made = certificate.get();
  X509_NAME* const subject = X509_get_subject_name(made);
  if (!addName(subject, "O", organisation)) return unexpected(CertificateError::malformed, "organisation");
  const bool done =
      X509_set_version(made, X509_VERSION_3) == 1 && setSerial(made) && addName(subject, "CN", "limen authority") &&
      X509_set_issuer_name(made, subject) == 1 && setTimes(made, seconds(now - kClockSlack), seconds(now + kAuthorityYears)) &&
      X509_set_pubkey(made, key.get()) == 1 && addExtension(made, made, NID_basic_constraints, "critical,CA:TRUE,pathlen:0") &&
      addExtension(made, made, NID_key_usage, "critical,keyCertSign,cRLSign") &&
      addExtension(made, made, NID_subject_key_identifier, "hash") && X509_sign(made, key.get(), EVP_sha256()) > 0;
  if (!done) return unexpected(CertificateError::failed);
  auto certificatePem = pemOf(made);
  auto keyPem = pemOf(key.get());
  if (!certificatePem || !keyPem) return unexpected(CertificateError::failed);
  return Authority{std::move(*certificatePem), std::move(*keyPem)};
}

Result<std::string> Authority::sign(const std::string& requestPem, const std::string& commonName,
                                    const std::vector<std::string>& hosts, WallTime now, std::chrono::days validity) const {
  const NoErrorsLeft clean;
  if (!isCommonName(commonName) || !areHosts(hosts) || validity.count() <= 0)
    return unexpected(CertificateError::malformed, "name, host or validity");
  const Certificate issuer = certificateFrom(certificatePem);
  const Key issuerKey = privateKeyFrom(privateKeyPem);
  if (!issuer || !issuerKey || X509_check_private_key(issuer.get(), issuerKey.get()) != 1)
    return unexpected(CertificateError::malformed, "authority");
  if (compare(X509_get0_notAfter(issuer.get()), seconds(now)) <= 0) return unexpected(CertificateError::expired, "authority");

  const Bio bio = pemBio(requestPem);
  const Request request(bio ? PEM_read_bio_X509_REQ(bio.get(), nullptr, noPassphrase, nullptr) : nullptr);
  EVP_PKEY* const requested = request ? X509_REQ_get0_pubkey(request.get()) : nullptr;
  if (!isP256(requested) || X509_REQ_verify(request.get(), requested) != 1)
    return unexpected(CertificateError::malformed, "request");

  const Certificate certificate(X509_new());
  X509* const made = certificate.get();
  if (made == nullptr) return unexpected(CertificateError::failed);
  std::time_t until = seconds(now + validity);
  if (compare(X509_get0_notAfter(issuer.get()), until) < 0) {
    std::tm last{};
    if (ASN1_TIME_to_tm(X509_get0_notAfter(issuer.get()), &last) != 1) return unexpected(CertificateError::failed);
    until = timegm(&last);
  }
  const bool done =
      X509_set_version(made, X509_VERSION_3) == 1 && setSerial(made) && addName(X509_get_subject_name(made), "CN", commonName) &&
      X509_set_issuer_name(made, X509_get_subject_name(issuer.get())) == 1 && setTimes(made, seconds(now - kClockSlack), until) &&
      X509_set_pubkey(made, requested) == 1 && addExtension(made, issuer.get(), NID_basic_constraints, "critical,CA:FALSE") &&
      addExtension(made, issuer.get(), NID_key_usage, "critical,digitalSignature") &&
      addExtension(made, issuer.get(), NID_ext_key_usage, "serverAuth,clientAuth") &&
      addExtension(made, issuer.get(), NID_subject_key_identifier, "hash") &&
      addExtension(made, issuer.get(), NID_authority_key_identifier, "keyid:always") && addHosts(made, hosts) &&
      X509_sign(made, issuerKey.get(), EVP_sha256()) > 0;
  auto pem = done ? pemOf(made) : std::nullopt;
  if (!pem) return unexpected(CertificateError::failed);
  return std::move(*pem);
}

Result<CertificateRequest> CertificateRequest::create() {
  const NoErrorsLeft clean;
  const Key key = newKey();
  const Request request(X509_REQ_new());
  const Bio bio(BIO_new(BIO_s_mem()));
  if (!key || !request || !bio) return unexpected(CertificateError::failed);
  const bool done =
      X509_REQ_set_version(request.get(), X509_REQ_VERSION_1) == 1 && X509_REQ_set_pubkey(request.get(), key.get()) == 1 &&
      X509_REQ_sign(request.get(), key.get(), EVP_sha256()) > 0 && PEM_write_bio_X509_REQ(bio.get(), request.get()) == 1;
  auto keyPem = done ? pemOf(key.get()) : std::nullopt;
  if (!keyPem) return unexpected(CertificateError::failed);
  return CertificateRequest{textIn(bio.get()), std::move(*keyPem)};
}

Result<Hash> certificateFingerprint(const std::string& certificatePem) {
  const NoErrorsLeft clean;
  const Certificate certificate = certificateFrom(certificatePem);
  Hash out;
  unsigned int size = 0;
  if (!certificate || X509_digest(certificate.get(), EVP_sha256(), out.value.data(), &size) != 1 || size != Hash::kSize)
    return unexpected(CertificateError::malformed);
  return out;
}

Result<CertificateDays> certificateDays(const std::string& certificatePem) {
  const NoErrorsLeft clean;
  const Certificate certificate = certificateFrom(certificatePem);
  const auto timeOf = [](const ASN1_TIME* time) -> std::optional<WallTime> {
    std::tm parts{};
    if (ASN1_TIME_to_tm(time, &parts) != 1) return std::nullopt;
    return WallTime(std::chrono::seconds(timegm(&parts)));
  };
  const auto begins = certificate ? timeOf(X509_get0_notBefore(certificate.get())) : std::nullopt;
  const auto ends = certificate ? timeOf(X509_get0_notAfter(certificate.get())) : std::nullopt;
  if (!begins || !ends) return unexpected(CertificateError::malformed);
  return CertificateDays{*begins, *ends};
}

bool certificateFits(const std::string& certificatePem, const SecretBytes& privateKeyPem) {
  const NoErrorsLeft clean;
  const Certificate certificate = certificateFrom(certificatePem);
  const Key key = privateKeyFrom(privateKeyPem);
  return certificate && key && X509_check_private_key(certificate.get(), key.get()) == 1;
}

Result<void> checkCertificate(const std::string& certificatePem, const std::string& authorityPem, WallTime now) {
  const NoErrorsLeft clean;
  const Certificate certificate = certificateFrom(certificatePem), authority = certificateFrom(authorityPem);
  if (!certificate || !authority) return unexpected(CertificateError::malformed);
  const Trust trust(X509_STORE_new());
  const TrustCheck check(X509_STORE_CTX_new());
  if (!trust || !check || X509_STORE_add_cert(trust.get(), authority.get()) != 1 ||
      X509_STORE_CTX_init(check.get(), trust.get(), certificate.get(), nullptr) != 1)
    return unexpected(CertificateError::failed);
  X509_STORE_CTX_set_time(check.get(), 0, seconds(now));
  if (X509_verify_cert(check.get()) == 1) return {};
  const int cause = X509_STORE_CTX_get_error(check.get());
  if (cause == X509_V_ERR_CERT_HAS_EXPIRED || cause == X509_V_ERR_CERT_NOT_YET_VALID)
    return unexpected(CertificateError::expired);
  return unexpected(CertificateError::notOurs);
}

}  // namespace limen
