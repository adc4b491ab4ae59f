// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/desk/configobject.h"

#include <algorithm>
#include <cmath>

#include <QJsonDocument>
#include <QVariant>

namespace updesk
{

static constexpr qsizetype kMostFound = 80; // a sentence shows it

static QString shown(const QJsonValue &value)
{
    QString text;
    if (value.isString())
        text = value.toString();
    else if (value.isDouble() || value.isBool())
        text = value.toVariant().toString();
    return text.size() > kMostFound ? text.left(kMostFound) + QChar(0x2026) : text;
}

static QStringList listed(std::span<const char *const> words)
{
    QStringList all;
    for (const char *word : words)
        all << QString::fromLatin1(word);
    return all;
}

Error ConfigFault::at(const QString &path) const
{
    QJsonObject json{{QStringLiteral("code"), QString::fromLatin1(code)}};
    if (!found.isEmpty())
        json.insert(QStringLiteral("found"), found);
    if (!allowed.isEmpty())
        json.insert(QStringLiteral("allowed"), QJsonArray::fromStringList(allowed));
    return {Error::Code::Invalid, path, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))};
}

std::optional<ReadFault> configFaultOf(const Error &error)
{
    const QJsonObject json = QJsonDocument::fromJson(error.detail.toUtf8()).object();
    const QString code = json[QLatin1String("code")].toString();
    if (error.code != Error::Code::Invalid || code.isEmpty())
        return std::nullopt;
    return ReadFault{error.subject, code, json[QLatin1String("found")].toString(),
        json[QLatin1String("allowed")].toVariant().toStringList()};
}

ConfigObject::ConfigObject(const QJsonValue &value, QString path, Mistake &mistake)
    : m_object(value.toObject()), m_path(std::move(path)), m_mistake(&mistake)
{
    if (!value.isObject())
        failAt(m_path, "object", value);
}

QString ConfigObject::pathOf(const char *key) const
{
    const QString name = QString::fromLatin1(key);
    return m_path.isEmpty() ? name : m_path + u'.' + name;
}

void ConfigObject::failAt(const QString &path, const char *code, const QJsonValue &found, const QStringList &allowed)
{
    if (!*m_mistake)
        *m_mistake = ConfigFault{code, shown(found), allowed}.at(path);
}

void ConfigObject::fail(const char *key, const char *code, const QStringList &allowed)
{
    failAt(pathOf(key), code, m_object.value(QLatin1String(key)), allowed);
}

void ConfigObject::fail(const char *key, const char *code, std::span<const char *const> allowed)
{
    fail(key, code, listed(allowed));
}

QJsonValue ConfigObject::take(const char *key)
{
    m_known << QString::fromLatin1(key);
    return m_object.value(QLatin1String(key));
}

bool ConfigObject::has(const char *key) { return !take(key).isUndefined(); }

static constexpr qsizetype kLongest = 200;

QString ConfigObject::text(const char *key, Need need)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isString())
        fail(key, "text");
    const QString found = value.toString().trimmed();
    if (found.size() > kLongest)
        failAt(pathOf(key), "too_long", found.left(40) + QChar(0x2026), {QString::number(kLongest)});
    if (std::ranges::any_of(found, [](QChar c) { return c.category() == QChar::Other_Control; }))
        fail(key, "control");
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
        fail(key, "number", {QString::number(least, 'f', 0), QString::number(most, 'f', 0)});
        return otherwise;
    }
    return found;
}

int ConfigObject::whole(const char *key, int least, int most, int otherwise)
{
    const double found = number(key, least, most, otherwise);
    if (found != std::floor(found))
        fail(key, "whole");
    return int(found);
}

bool ConfigObject::flag(const char *key, bool otherwise)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isBool())
        fail(key, "flag");
    return value.toBool(otherwise);
}

QStringList ConfigObject::texts(const char *key)
{
    QStringList found;
    const QJsonArray list = array(key);
    for (qsizetype i = 0; i < list.size(); ++i) {
        if (!list[i].isString() || list[i].toString().trimmed().isEmpty())
            failAt(pathOf(key) + QStringLiteral("[%1]").arg(i), "text", list[i]);
        found << list[i].toString().trimmed();
    }
    return found;
}

QJsonObject ConfigObject::object(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isObject())
        fail(key, "object");
    return value.toObject();
}

QJsonArray ConfigObject::array(const char *key)
{
    const QJsonValue value = take(key);
    if (!value.isUndefined() && !value.isArray())
        fail(key, "list");
    return value.toArray();
}

int ConfigObject::oneOf(const char *key, std::span<const char *const> words, int otherwise)
{
    const QString found = text(key);
    if (!m_object.contains(QLatin1String(key)))
        return otherwise;
    for (size_t i = 0; i < words.size(); ++i) {
        if (found == QLatin1String(words[i]))
            return int(i);
    }
    fail(key, "one_of", words);
    return otherwise;
}

void ConfigObject::finish()
{
    for (const QString &key : m_object.keys()) {
        if (!m_known.contains(key))
            failAt(m_path.isEmpty() ? key : m_path + u'.' + key, "unknown");
    }
}

} // namespace updesk
