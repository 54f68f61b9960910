# SPDX-License-Identifier: Apache-2.0
# Every library from outside, found once. What each is for stands in docs/decisions/0001-libraries.md.
find_package(PkgConfig REQUIRED)
find_package(Threads REQUIRED)
find_package(OpenSSL REQUIRED)
find_package(Protobuf REQUIRED)
find_package(gRPC CONFIG REQUIRED)
find_package(Catch2 3 CONFIG REQUIRED)
find_package(zstd CONFIG REQUIRED)
find_package(pugixml CONFIG REQUIRED)
find_package(nlohmann_json CONFIG REQUIRED)
find_package(CLI11 CONFIG REQUIRED)
pkg_check_modules(sodium REQUIRED IMPORTED_TARGET libsodium)
pkg_check_modules(oath REQUIRED IMPORTED_TARGET liboath)
pkg_check_modules(fido2 REQUIRED IMPORTED_TARGET libfido2)
pkg_check_modules(tss2 REQUIRED IMPORTED_TARGET tss2-esys tss2-mu tss2-tctildr)
pkg_check_modules(qrencode REQUIRED IMPORTED_TARGET libqrencode)
pkg_check_modules(utf8proc REQUIRED IMPORTED_TARGET libutf8proc)
pkg_check_modules(zip REQUIRED IMPORTED_TARGET libzip)
pkg_check_modules(freexl REQUIRED IMPORTED_TARGET freexl)
pkg_check_modules(systemd REQUIRED IMPORTED_TARGET libsystemd)
pkg_check_modules(expat REQUIRED IMPORTED_TARGET expat)
# Its own prefix: gRPC looks for re2 by itself and takes a variable re2_FOUND for the answer.
pkg_check_modules(regex REQUIRED IMPORTED_TARGET re2)

# SQLCipher is linked statically and its symbols stay inside the program: where libsqlite3 is loaded first, `PRAGMA key`
# answers OK and the file is plaintext.
pkg_check_modules(sqlcipher REQUIRED sqlcipher)
find_library(SQLCIPHER_ARCHIVE libsqlcipher.a REQUIRED)
add_library(limen_sqlcipher INTERFACE)
target_include_directories(limen_sqlcipher SYSTEM INTERFACE ${sqlcipher_INCLUDE_DIRS})
target_compile_definitions(limen_sqlcipher INTERFACE SQLITE_HAS_CODEC)
target_link_libraries(limen_sqlcipher INTERFACE ${SQLCIPHER_ARCHIVE} OpenSSL::Crypto Threads::Threads ${CMAKE_DL_LIBS} m)
target_link_options(limen_sqlcipher INTERFACE -Wl,--exclude-libs,libsqlcipher.a)
