// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

namespace updesk
{

/// The word that stands for a value in settings.
template <class Words, class Value>
QString wordFor(const Words &words, Value value)
{
    for (const auto &[one, word] : words) {
        if (one == value)
            return QString::fromLatin1(word);
    }
    return {};
}

/// Reads settings out of an object, field by field. The first that is of a wrong kind, or that nobody asked for, is the
/// error of done(), so that a slip of the pen is never taken for a default.
class JsonFields
{
public:
    explicit JsonFields(const QJsonObject &json) : m_json(json) { }

    QString text(const char *name, const QString &missing = {})
    {
        const QJsonValue value = take(name);
        if (!value.isUndefined() && !value.isString())
            fault(name);
        return value.toString(missing).trimmed();
    }
    bool flag(const char *name, bool missing)
    {
        const QJsonValue value = take(name);
        if (!value.isUndefined() && !value.isBool())
            fault(name);
        return value.toBool(missing);
    }
    qint64 number(const char *name, qint64 missing, qint64 least, qint64 most)
    {
        const QJsonValue value = take(name);
        if (value.isUndefined())
            return missing;
        const qint64 number = value.toInteger(least - 1);
        if (number < least || number > most)
            fault(name);
        return number;
    }
    template <class Words, class Value>
    Value word(const char *name, const Words &words, Value missing)
    {
        const QJsonValue value = take(name);
        if (value.isUndefined())
            return missing;
        for (const auto &[one, spelt] : words) {
            if (value.toString() == QLatin1String(spelt))
                return one;
        }
        fault(name);
        return missing;
    }
    QJsonObject object(const char *name)
    {
        const QJsonValue value = take(name);
        if (!value.isUndefined() && !value.isObject())
            fault(name);
        return value.toObject();
    }
    QJsonArray array(const char *name)
    {
        const QJsonValue value = take(name);
        if (!value.isUndefined() && !value.isArray())
            fault(name);
        return value.toArray();
    }
    bool has(const char *name) const { return m_json.contains(QLatin1String(name)); }

    Result<void> done() const
    {
        const auto wrong = [](const QString &name) { return Error{Error::Code::Invalid, name, {}}; };
        if (!m_fault.isEmpty())
            return wrong(m_fault);
        for (auto it = m_json.begin(); it != m_json.end(); ++it) {
            if (!m_asked.contains(it.key()))
                return wrong(it.key());
        }
        return {};
    }

private:
    QJsonValue take(const char *name)
    {
        m_asked << QString::fromLatin1(name);
        const auto found = m_json.constFind(QLatin1String(name));
        return found == m_json.constEnd() ? QJsonValue(QJsonValue::Undefined) : found.value();
    }
    void fault(const char *name)
    {
        if (m_fault.isEmpty())
            m_fault = QString::fromLatin1(name);
    }

    QJsonObject m_json;
    QStringList m_asked;
    QString m_fault;
};

} // namespace updesk
