// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/secrets.h"

#include <QHash>

namespace updesk
{

/// A key store in memory; `there` false: a computer that has none.
class FakeSecrets final : public Secrets
{
public:
    bool works() override { return there; }
    Result<QByteArray> read(const QString &name) override
    {
        if (!there)
            return none();
        const auto found = kept.constFind(name);
        if (found == kept.constEnd())
            return Error{Error::Code::NotFound, QStringLiteral("keychain"), {}};
        return *found;
    }
    Result<void> write(const QString &name, const QByteArray &secret) override
    {
        if (!there)
            return none();
        kept[name] = secret;
        return {};
    }
    Result<void> forget(const QString &name) override
    {
        if (!there)
            return none();
        kept.remove(name);
        return {};
    }

    bool there = true;
    QHash<QString, QByteArray> kept;

private:
    static Error none() { return {Error::Code::Offline, QStringLiteral("keychain"), {}}; }
};

} // namespace updesk
