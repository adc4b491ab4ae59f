// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/cipher.h"
#include "tests/support/suite.h"

/// A class of tests about what only a build with the cipher does.
#define UPDESK_ENCRYPTING_TEST(Class)                                                                                  \
    static const bool s_added##Class =                                                                                 \
        updesk::canEncrypt() && updesk::Suite::add([] { return std::make_unique<Class>(); })
