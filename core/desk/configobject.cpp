// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/configobject.h"

namespace updesk
{

ConfigObject::ConfigObject(const QJsonValue &value, QString path, Mistake &mistake)
    : m_object(value.toObject()), m_path(std::move(path)), m_mistake(&mistake)
{
    if (!value.isObject())
        failAt(m_path, QStringLiteral("an object {...}"));
}

QString ConfigObject::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

void ConfigObject::failAt(const QString &path, const QString &should)
{
    if (!*m_mistake)
        *m_mistake = Error{Error::Code::Invalid, path, should};
}

void ConfigObject::fail(const char *key, const char *should) { failAt(pathOf(key), QString::fromLatin1(should)); }

QJsonValue ConfigObject::take(const char *key)
{
    m_known << QString::fromLatin1(key);
    return m_object.value(QLatin1String(key));
}

bool ConfigObject::has(const char *key) { return !take(key).isUndefined(); }

QString ConfigObject::text(const char *key, Need need)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isString())
        fail(key, "a text in quotes");
    const QString found = value.toString().trimmed();
    if (found.isEmpty() && need == Need::Required)
        fail(key, "needed");
    return found;
}

double ConfigObject::number(const char *key, double least, double most, double otherwise)
{
    const QJsonValue value = take(key);
    if (value.isUndefined())
        return otherwise;
    const double found = value.toDouble(least - 1);
    if (!value.isDouble() || found < least || found > most) {
        failAt(pathOf(key), QStringLiteral("a number from %1 to %2").arg(least).arg(most));
        return otherwise;
    }
    return found;
}

bool ConfigObject::flag(const char *key, bool otherwise)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isBool())
        fail(key, "true or false");
    return value.toBool(otherwise);
}

QStringList ConfigObject::texts(const char *key)
{
    QStringList found;
    const QJsonArray list = array(key);
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!list[i].isString() || list[i].toString().trimmed().isEmpty())
            failAt(pathOf(key) + QStringLiteral("[%1]").arg(i), QStringLiteral("a text in quotes"));
        found << list[i].toString().trimmed();
    }
    return found;
}

QJsonObject ConfigObject::object(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isObject())
        fail(key, "an object {...}");
    return value.toObject();
}

QJsonArray ConfigObject::array(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isArray())
        fail(key, "a list [...]");
    return value.toArray();
}

int ConfigObject::oneOf(const char *key, std::span<const char *const> words, int otherwise)
{
    const QString found = text(key);
    if (!m_object.contains(QLatin1String(key)))
        return otherwise;
    QStringList all;
    for (size_t i = 0; i < words.size(); ++i) {
        if (found == QLatin1String(words[i]))
            return int(i);
        all << QString::fromLatin1(words[i]);
    }
    failAt(pathOf(key), QStringLiteral("one of ") + all.join(u' '));
    return otherwise;
}

void ConfigObject::finish()
{
    for (const QString &key : m_object.keys()) {
        if (!m_known.contains(key))
            failAt(m_path.isEmpty() ? key : m_path + u'.' + key, QStringLiteral("not known here"));
    }
}

} // namespace updesk
