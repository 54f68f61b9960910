// SPDX-License-Identifier: Apache-2.0
#include "crypto/certificates.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <catch2/catch_test_macros.hpp>
#include <memory>

using namespace limen;
using namespace std::chrono_literals;

namespace {

using Pem = std::unique_ptr<X509, void (*)(X509*)>;

Pem read(const std::string& pem) {
  BIO* bio = BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size()));
  Pem out(PEM_read_bio_X509(bio, nullptr, nullptr, nullptr), X509_free);
  BIO_free(bio);
  REQUIRE(out);
  return out;
}

// OpenSSL's own verdict: is `certificate` one of `authority`'s, for this purpose, strictly?
int verdict(const std::string& certificate, const std::string& authority, WallTime now, int purpose) {
  const Pem leaf = read(certificate), root = read(authority);
  X509_STORE* store = X509_STORE_new();
  X509_STORE_add_cert(store, root.get());
  X509_STORE_CTX* context = X509_STORE_CTX_new();
  X509_STORE_CTX_init(context, store, leaf.get(), nullptr);
  X509_STORE_CTX_set_flags(context, X509_V_FLAG_X509_STRICT | X509_V_FLAG_CHECK_SS_SIGNATURE);
  X509_STORE_CTX_set_purpose(context, purpose);
  X509_STORE_CTX_set_time(context, 0, static_cast<std::time_t>(toUnixMs(now) / 1000));
  X509_verify_cert(context);
  const int out = X509_STORE_CTX_get_error(context);
  X509_STORE_CTX_free(context);
  X509_STORE_free(store);
  ERR_clear_error();
  return out;
}

std::string subjectOf(const std::string& certificate) {
  char* text = X509_NAME_oneline(X509_get_subject_name(read(certificate).get()), nullptr, 0);
  std::string out = text;
  OPENSSL_free(text);
  return out;
}

// A request that carries a name and asks to be an authority, under a key of the given curve.
std::string strangeRequest(const char* curve) {
  EVP_PKEY* key = EVP_EC_gen(curve);
  X509_REQ* request = X509_REQ_new();
  X509_NAME_add_entry_by_txt(X509_REQ_get_subject_name(request), "CN", MBSTRING_ASC,
                             reinterpret_cast<const unsigned char*>("server"), -1, -1, 0);
  STACK_OF(X509_EXTENSION)* wishes = sk_X509_EXTENSION_new_null();
  sk_X509_EXTENSION_push(wishes, X509V3_EXT_conf_nid(nullptr, nullptr, NID_basic_constraints, "critical,CA:TRUE"));
  sk_X509_EXTENSION_push(wishes, X509V3_EXT_conf_nid(nullptr, nullptr, NID_subject_alt_name, "DNS:elsewhere.example"));
  X509_REQ_add_extensions(request, wishes);
  sk_X509_EXTENSION_pop_free(wishes, X509_EXTENSION_free);
  X509_REQ_set_pubkey(request, key);
  X509_REQ_sign(request, key, EVP_sha256());
  BIO* bio = BIO_new(BIO_s_mem());
  PEM_write_bio_X509_REQ(bio, request);
  char* data = nullptr;
  const long size = BIO_get_mem_data(bio, &data);
  std::string out(data, static_cast<std::size_t>(size));
  BIO_free(bio);
  X509_REQ_free(request);
  EVP_PKEY_free(key);
  return out;
}

const WallTime kNow = fromUnixMs(1'795'000'000'000);
const std::string kStation = "00112233445566778899aabbccddeeff";

struct Chain {
  Authority authority = std::move(Authority::create("Synthetic Organisation", kNow)).value();
  CertificateRequest request = std::move(CertificateRequest::create()).value();
};

}  // namespace

TEST_CASE("a signed certificate is accepted by OpenSSL as server and as client, and another authority's is not", "[crypto]") {
  Chain ours, theirs;
  auto signedPem = ours.authority.sign(ours.request.requestPem, kStation, {"server.example", "192.0.2.7", "2001:db8::7"}, kNow,
                                       std::chrono::days(30));
  REQUIRE(signedPem);
  for (const int purpose : {X509_PURPOSE_SSL_SERVER, X509_PURPOSE_SSL_CLIENT}) {
    CHECK(verdict(*signedPem, ours.authority.certificatePem, kNow, purpose) == X509_V_OK);
    CHECK(verdict(*signedPem, theirs.authority.certificatePem, kNow, purpose) != X509_V_OK);
    CHECK(verdict(*signedPem, ours.authority.certificatePem, kNow + 31 * 24h, purpose) == X509_V_ERR_CERT_HAS_EXPIRED);
    CHECK(verdict(*signedPem, ours.authority.certificatePem, kNow - 48h, purpose) == X509_V_ERR_CERT_NOT_YET_VALID);
  }
  const Pem certificate = read(*signedPem);
  CHECK(X509_check_host(certificate.get(), "server.example", 0, 0, nullptr) == 1);
  CHECK(X509_check_ip_asc(certificate.get(), "192.0.2.7", 0) == 1);
  CHECK(X509_check_ip_asc(certificate.get(), "2001:db8::7", 0) == 1);
  CHECK(X509_check_host(certificate.get(), "other.example", 0, 0, nullptr) == 0);
  CHECK(X509_check_ca(certificate.get()) == 0);
  CHECK((X509_get_extension_flags(certificate.get()) & EXFLAG_CA) == 0);
  CHECK(X509_get_extended_key_usage(certificate.get()) == (XKU_SSL_SERVER | XKU_SSL_CLIENT));
  CHECK(X509_get_key_usage(certificate.get()) == KU_DIGITAL_SIGNATURE);

  CHECK(checkCertificate(*signedPem, ours.authority.certificatePem, kNow));
  auto foreign = checkCertificate(*signedPem, theirs.authority.certificatePem, kNow);
  REQUIRE_FALSE(foreign);
  CHECK(foreign.error().is(CertificateError::notOurs));
  auto late = checkCertificate(*signedPem, ours.authority.certificatePem, kNow + 31 * 24h);
  REQUIRE_FALSE(late);
  CHECK(late.error().is(CertificateError::expired));
}

TEST_CASE("an authority signs certificates and no further authority", "[crypto]") {
  Chain chain;
  const Pem root = read(chain.authority.certificatePem);
  CHECK(X509_check_ca(root.get()) == 1);
  CHECK(X509_get_pathlen(root.get()) == 0);
  CHECK(X509_get_key_usage(root.get()) == (KU_KEY_CERT_SIGN | KU_CRL_SIGN));
  CHECK(verdict(chain.authority.certificatePem, chain.authority.certificatePem, kNow + 3600 * 24h, X509_PURPOSE_ANY) ==
        X509_V_OK);
  CHECK(verdict(chain.authority.certificatePem, chain.authority.certificatePem, kNow + 3700 * 24h, X509_PURPOSE_ANY) ==
        X509_V_ERR_CERT_HAS_EXPIRED);
}

TEST_CASE("nothing that a request asks for gets into the certificate but its key", "[crypto]") {
  Chain chain;
  auto signedPem = chain.authority.sign(strangeRequest("P-256"), kStation, {}, kNow, std::chrono::days(30));
  REQUIRE(signedPem);
  CHECK(subjectOf(*signedPem) == "/CN=" + kStation);
  const Pem certificate = read(*signedPem);
  CHECK(X509_check_ca(certificate.get()) == 0);
  CHECK(X509_check_host(certificate.get(), "elsewhere.example", 0, 0, nullptr) == 0);
}

TEST_CASE("a request without proof or with another kind of key is refused", "[crypto]") {
  Chain chain;
  const auto refused = [&](const std::string& request) {
    auto out = chain.authority.sign(request, kStation, {}, kNow, std::chrono::days(30));
    return !out && out.error().is(CertificateError::malformed);
  };
  CHECK(refused(""));
  CHECK(refused("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n"));
  CHECK(refused(std::string(20'000, 'x')));
  CHECK(refused(strangeRequest("P-384")));
  CHECK(refused(chain.request.requestPem + chain.request.requestPem));
  CHECK(refused(chain.authority.certificatePem));

  // Every bit of the request's last 60 bytes, which are its proof.
  const std::string begin = "-----BEGIN CERTIFICATE REQUEST-----\n", end = "-----END CERTIFICATE REQUEST-----\n";
  BIO* bio = BIO_new_mem_buf(chain.request.requestPem.data(), static_cast<int>(chain.request.requestPem.size()));
  X509_REQ* request = PEM_read_bio_X509_REQ(bio, nullptr, nullptr, nullptr);
  unsigned char* der = nullptr;
  const int size = i2d_X509_REQ(request, &der);
  X509_REQ_free(request);
  BIO_free(bio);
  for (int at = size - 60; at < size; ++at) {
    Bytes bad(der, der + size);
    bad[static_cast<std::size_t>(at)] ^= 1;
    std::string base64(static_cast<std::size_t>(size) * 2, '\0');
    base64.resize(static_cast<std::size_t>(EVP_EncodeBlock(reinterpret_cast<unsigned char*>(base64.data()), bad.data(), size)));
    std::string pem = begin;
    for (std::size_t i = 0; i < base64.size(); i += 64) pem += base64.substr(i, 64) + "\n";
    CHECK(refused(pem + end));
  }
  OPENSSL_free(der);
}

TEST_CASE("names, hosts and validity are checked before anything is signed", "[crypto]") {
  Chain chain;
  const auto malformed = [&](const std::string& name, const std::vector<std::string>& hosts, int days) {
    auto out = chain.authority.sign(chain.request.requestPem, name, hosts, kNow, std::chrono::days(days));
    return !out && out.error().is(CertificateError::malformed);
  };
  CHECK_FALSE(malformed("server", {"localhost", "127.0.0.1", "a-b.example"}, 1));
  for (const char* name : {"", "Server", "a b", "a/CN=b", "a\n"}) CHECK(malformed(name, {}, 1));
  CHECK(malformed(std::string(65, 'a'), {}, 1));
  for (const char* host :
       {"", "*.example", "a..b", ".a", "a.", "-a", "a-.b", "DNS:a", "a,b", "a b", "300.1.1.1", "10.0.0.0/8", "[::1]"})
    CHECK(malformed("server", {host}, 1));
  CHECK(malformed("server", {std::string("a\0b", 3)}, 1));
  CHECK(malformed("server", {std::string(64, 'a')}, 1));
  CHECK(malformed("server", std::vector<std::string>(33, "a"), 1));
  CHECK(malformed("server", {}, 0));
  CHECK(malformed("server", {}, -1));
  CHECK_FALSE(Authority::create("", kNow));
  CHECK_FALSE(Authority::create(std::string(65, 'a'), kNow));
}

TEST_CASE("no certificate outlives its authority", "[crypto]") {
  Chain chain;
  auto signedPem = chain.authority.sign(chain.request.requestPem, "server", {}, kNow, std::chrono::days(9000));
  REQUIRE(signedPem);
  CHECK(ASN1_TIME_compare(X509_get0_notAfter(read(*signedPem).get()),
                          X509_get0_notAfter(read(chain.authority.certificatePem).get())) == 0);
  auto late = chain.authority.sign(chain.request.requestPem, "server", {}, kNow + 3700 * 24h, std::chrono::days(1));
  REQUIRE_FALSE(late);
  CHECK(late.error().is(CertificateError::expired));
}

TEST_CASE("a key of another authority signs nothing under our certificate", "[crypto]") {
  Chain ours, theirs;
  const Authority mixed{ours.authority.certificatePem, theirs.authority.privateKeyPem.clone()};
  auto out = mixed.sign(ours.request.requestPem, "server", {}, kNow, std::chrono::days(1));
  REQUIRE_FALSE(out);
  CHECK(out.error().is(CertificateError::malformed));
}

TEST_CASE("the fingerprint is SHA-256 of the DER form", "[crypto]") {
  Chain chain;
  auto fingerprint = certificateFingerprint(chain.authority.certificatePem);
  REQUIRE(fingerprint);
  unsigned char* der = nullptr;
  const int size = i2d_X509(read(chain.authority.certificatePem).get(), &der);
  unsigned char digest[32];
  EVP_Digest(der, static_cast<std::size_t>(size), digest, nullptr, EVP_sha256(), nullptr);
  OPENSSL_free(der);
  CHECK(toHex(fingerprint->bytes()) == toHex(digest));
  CHECK_FALSE(certificateFingerprint("nothing of the kind"));
  CHECK_FALSE(certificateFingerprint(chain.authority.certificatePem.substr(0, 200)));
  CHECK_FALSE(certificateFingerprint(chain.authority.certificatePem + chain.authority.certificatePem));
}

TEST_CASE("a refusal leaves no error behind for the thread's TLS connections", "[crypto]") {
  Chain chain;
  ERR_clear_error();
  CHECK_FALSE(chain.authority.sign("-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----\n", "server", {},
                                   kNow, std::chrono::days(1)));
  CHECK(ERR_peek_error() == 0);
}
