// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QStringList>

#include <span>

namespace updesk
{

/// What is wrong at a place of a settings file. It travels as an Error (Invalid) whose subject is the place, such as
/// people[2].role, and whose detail is this as JSON; the words are made where people read them (app/setupwords).
struct ConfigFault {
    const char *code; ///< needed, text, one_of ...
    QString found{}; ///< what stood there; of a list or an object nothing
    QStringList allowed{}; ///< the words to choose from, or the least and the most

    Error at(const QString &path) const;
};

/// A ConfigFault as it came out of an Error.
struct ReadFault {
    QString path, code, found;
    QStringList allowed;
};
std::optional<ReadFault> configFaultOf(const Error &error); ///< nothing: another kind of error

/// One object of a settings file, read key by key; remembers the first mistake with its path and every key that was
/// asked for, so that a misspelt one is found.
class ConfigObject
{
public:
    enum class Need : quint8 { Optional, Required };
    using Mistake = std::optional<Error>;

    /// `mistake` outlives the object and is shared by all of one file.
    ConfigObject(const QJsonValue &value, QString path, Mistake &mistake);

    bool has(const char *key);
    QString text(const char *key, Need need = Need::Optional);
    double number(const char *key, double least, double most, double otherwise);
    int whole(const char *key, int least, int most, int otherwise); ///< a number without a fraction
    bool flag(const char *key, bool otherwise);
    QStringList texts(const char *key);
    QJsonObject object(const char *key);
    QJsonArray array(const char *key);
    /// The place of the text in `words`, or `otherwise` when the key is absent.
    int oneOf(const char *key, std::span<const char *const> words, int otherwise);
    /// Calls f(ConfigObject &) for each object of the array.
    template <class F>
    void each(const char *key, F &&f)
    {
        const QJsonArray list = array(key);
        for (qsizetype i = 0; i < list.size(); ++i) {
            ConfigObject item(list[i], pathOf(key) + QStringLiteral("[%1]").arg(i), *m_mistake);
            f(item);
            item.finish();
        }
    }
    /// The value at `key` breaks the rule of this code; `allowed` as in ConfigFault. Only the first mistake counts.
    void fail(const char *key, const char *code, const QStringList &allowed = {});
    void fail(const char *key, const char *code, std::span<const char *const> allowed);
    /// The same of a place that has no key here; `found` is what stands there.
    void failAt(const QString &path, const char *code, const QJsonValue &found = {}, const QStringList &allowed = {});
    /// Every key must have been asked for.
    void finish();
    QString pathOf(const char *key) const;

private:
    QJsonValue take(const char *key);
    QJsonObject m_object;
    QString m_path;
    Mistake *m_mistake;
    QStringList m_known;
};

} // namespace updesk
