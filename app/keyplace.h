// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/filekey.h"

#include <memory>

namespace updesk
{

/// Where this run keeps the keys of files: in the named key file, else in that of the environment (UPDESK_KEY_FILE, for
/// computers where nobody signs in), else in the key store of this computer.
class KeyPlace
{
public:
    explicit KeyPlace(const QString &file = {});
    FileKeys &keys() { return *m_keys; }
    Secrets &secrets() { return m_secrets; }

private:
    SystemSecrets m_secrets;
    std::unique_ptr<FileKeys> m_keys;
};

} // namespace updesk
