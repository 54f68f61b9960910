// SPDX-License-Identifier: Apache-2.0
// The real libfido2 against an authenticator in software, behind libfido2's own transport.
#include "crypto/device_fido2.h"

#include <catch2/catch_test_macros.hpp>

#include "crypto/key_slots.h"
#include "software_key.h"

using namespace limen;
using namespace limen::test;

namespace {

SecretBytes typed(std::string_view text) {
  return SecretBytes::copyOf(bytesOf(text));
}
template <class T>
void refused(const Result<T>& result, DeviceError cause) {
  REQUIRE_FALSE(result);
  INFO(result.error().name());
  CHECK(result.error().is(cause));
}

}  // namespace

TEST_CASE("a security key gives the same secret again, and opens the slot that it was set up for", "[crypto]") {
  SoftwareKey blue;
  SoftwareUsb usb;
  usb.plugged = {&blue};
  SecurityKey source(&usb);
  UserId user{};
  user.value.fill(1);
  auto made = source.make(user, "Officer One", {});
  REQUIRE(made);
  CHECK(made->secret.size() == 32);
  CHECK_FALSE(usb.isOpen());
  auto again = source.again(made->data, {});
  REQUIRE(again);
  CHECK(again->equals(made->secret));

  KeySlots slots;
  const SecretBytes own = SecretBytes::random(32);
  REQUIRE(slots.add(user, "Officer One", typed("correct synthetic words"), own, {64 << 10, 1}));
  const auto id = slots.addDevice(user, SlotKind::fido2, typed("correct synthetic words"), own, made->secret, "Blue key", made->data);
  REQUIRE(id);
  auto read = KeySlots::parse(slots.serialise());
  REQUIRE(read);
  const auto second = source.again(read->of(user).front().device, {});
  REQUIRE(second);
  const auto opened = read->openSlot(*id, typed("correct synthetic words"), 0, second->expose(SecretAccess{}));
  REQUIRE(opened);
  CHECK(opened->equals(own));

  // Another credential, another salt: another secret.
  auto other = source.make(user, "Officer One", {});
  REQUIRE(other);
  CHECK_FALSE(other->secret.equals(made->secret));
}

TEST_CASE("no key, another key, one that cannot do it, one that nobody touches: each is told", "[crypto]") {
  SoftwareKey blue, green, old;
  old.hmacSecret = false;
  SoftwareUsb usb;
  SecurityKey source(&usb);
  refused(source.make(UserId{}, "Officer One", {}), DeviceError::absent);
  usb.plugged = {&old};
  refused(source.make(UserId{}, "Officer One", {}), DeviceError::unsuited);
  usb.plugged = {&blue};
  blue.touched = false;
  refused(source.make(UserId{}, "Officer One", {}), DeviceError::refused);
  blue.touched = true;
  auto made = source.make(UserId{}, "Officer One", {});
  REQUIRE(made);
  blue.touched = false;
  refused(source.again(made->data, {}), DeviceError::refused);
  blue.touched = true;
  usb.plugged = {};
  refused(source.again(made->data, {}), DeviceError::absent);
  usb.plugged = {&green};
  refused(source.again(made->data, {}), DeviceError::wrongDevice);
  usb.plugged = {&green, &blue};  // the right one is found among several
  auto found = source.again(made->data, {});
  REQUIRE(found);
  CHECK(found->equals(made->secret));
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{34}, made->data.size() - 1})
    refused(source.again(ByteView(made->data).first(size), {}), DeviceError::failed);
  Bytes otherSalt = made->data;
  otherSalt[5] ^= 1;
  auto differs = source.again(otherSalt, {});
  REQUIRE(differs);
  CHECK_FALSE(differs->equals(made->secret));
}

TEST_CASE("a key that is pulled out in the middle is told, at every report, and works when it is back", "[crypto]") {
  SoftwareKey blue;
  SoftwareUsb usb;
  usb.plugged = {&blue};
  SecurityKey source(&usb);
  auto made = source.make(UserId{}, "Officer One", {});
  REQUIRE(made);
  int refusals = 0;
  for (int reports = 1; reports < 200; ++reports) {
    blue.reportsUntilGone = reports;
    const auto tried = source.again(made->data, {});
    if (tried) {
      CHECK(tried->equals(made->secret));
      break;
    }
    CAPTURE(reports, tried.error().name());
    CHECK(tried.error().is(DeviceError::removed));
    ++refusals;
  }
  CHECK(refusals >= 10);
  CHECK(refusals < 199);
  blue.reportsUntilGone = -1;
  CHECK(source.again(made->data, {}));
}

TEST_CASE("a key with a PIN asks for it each time, and one that stops verifying opens nothing", "[crypto]") {
  SoftwareKey blue("1357");
  SoftwareUsb usb;
  usb.plugged = {&blue};
  SecurityKey source(&usb);
  refused(source.make(UserId{}, "Officer One", {}), DeviceError::pinNeeded);
  refused(source.make(UserId{}, "Officer One", typed("2468")), DeviceError::wrongPin);
  auto made = source.make(UserId{}, "Officer One", typed("1357"));
  REQUIRE(made);
  refused(source.again(made->data, {}), DeviceError::pinNeeded);
  refused(source.again(made->data, typed("2468")), DeviceError::wrongPin);
  auto again = source.again(made->data, typed("1357"));
  REQUIRE(again);
  CHECK(again->equals(made->secret));

  // The flag taken out of the slot's data: the key answers as for anybody, and that is another secret.
  Bytes asAnybody = made->data;
  asAnybody[1] = 0;
  auto anybody = source.again(asAnybody, {});
  REQUIRE(anybody);
  CHECK_FALSE(anybody->equals(made->secret));

  blue.saysVerified = false;
  refused(source.again(made->data, typed("1357")), DeviceError::noVerification);
  blue.saysVerified = true;
  blue.pin.clear();
  refused(source.again(made->data, typed("1357")), DeviceError::noVerification);
}
