// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/keyplace.h"

namespace updesk
{

KeyPlace::KeyPlace(const QString &file)
{
    const QString named = file.isEmpty() ? qEnvironmentVariable("UPDESK_KEY_FILE") : file;
    if (named.isEmpty())
        m_keys = std::make_unique<KeychainKeys>(m_secrets);
    else
        m_keys = std::make_unique<KeyFile>(named);
}

} // namespace updesk
