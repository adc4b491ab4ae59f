# SPDX-License-Identifier: GPL-3.0-or-later
# UpDesk::Sqlite: the encrypting SQLite when installer/cipher.sh has brought it, else the system's. Never both in one program.
set(UPDESK_CIPHER "${CMAKE_SOURCE_DIR}/build/cipher" CACHE PATH
    "Folder with the amalgamation of SQLite3 Multiple Ciphers; without one the files of UpDesk are not encrypted")
if(EXISTS "${UPDESK_CIPHER}/sqlite3.c")
    enable_language(C)
    find_package(Threads REQUIRED)
    add_library(updesk_sqlite STATIC "${UPDESK_CIPHER}/sqlite3.c")
    target_include_directories(updesk_sqlite SYSTEM INTERFACE "${UPDESK_CIPHER}")
    target_compile_options(updesk_sqlite PRIVATE -w -O2 -g1)
    # As Debian builds SQLite, as far as UpDesk can notice; nothing temporary on the disk, where it would be plain; one cipher.
    target_compile_definitions(updesk_sqlite PRIVATE
        SQLITE_THREADSAFE=1 SQLITE_DEFAULT_MEMSTATUS=0 SQLITE_OMIT_LOAD_EXTENSION SQLITE_SECURE_DELETE
        SQLITE_MAX_VARIABLE_NUMBER=250000 SQLITE_LIKE_DOESNT_MATCH_BLOBS SQLITE_ENABLE_MATH_FUNCTIONS SQLITE_ENABLE_COLUMN_METADATA
        SQLITE_ENABLE_DBSTAT_VTAB SQLITE_ENABLE_FTS5 SQLITE_TEMP_STORE=2 SQLITE_STMTJRNL_SPILL=-1
        CODEC_TYPE=CODEC_TYPE_CHACHA20 HAVE_CIPHER_AES_128_CBC=0 HAVE_CIPHER_AES_256_CBC=0 HAVE_CIPHER_SQLCIPHER=0
        HAVE_CIPHER_RC4=0 HAVE_CIPHER_ASCON128=0 HAVE_CIPHER_AEGIS=0 SQLITE3MC_OMIT_AES_HARDWARE_SUPPORT=1)
    set_target_properties(updesk_sqlite PROPERTIES C_VISIBILITY_PRESET hidden POSITION_INDEPENDENT_CODE ON)
    target_link_libraries(updesk_sqlite PUBLIC Threads::Threads ${CMAKE_DL_LIBS} m)
    add_library(UpDesk::Sqlite ALIAS updesk_sqlite)
else()
    message(STATUS "No encrypting SQLite in ${UPDESK_CIPHER}: the files of UpDesk will not be encrypted")
    find_package(SQLite3 REQUIRED)
    add_library(updesk_sqlite INTERFACE)
    target_link_libraries(updesk_sqlite INTERFACE SQLite::SQLite3)
    add_library(UpDesk::Sqlite ALIAS updesk_sqlite)
endif()
