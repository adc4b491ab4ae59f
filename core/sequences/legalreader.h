// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sequences/legalrules.h"

#include <QJsonObject>

#include <optional>

namespace updesk
{

/// Reads the object of a rules file and keeps the first mistake with its path; what cannot be read gets a value that
/// is never used, since the whole file is then refused.
class LegalReader
{
public:
    static LegalReader fromText(const QByteArray &json, std::optional<Error> &mistake);

    LegalReader object(const char *key);
    QStringList keys() const { return m_object.keys(); }
    bool has(const char *key) const { return m_object.contains(QLatin1String(key)); }
    int number(const char *key, int least, int most);
    std::vector<qint64> numbers(const char *key, size_t count);
    QString word(const char *key, const QStringList &allowed);
    QStringList words(const QString &key);
    QDate date(const char *key);
    QStringList zones(const char *key); ///< known ones, at least one, parted by spaces
    QStringList codes(const QString &key); ///< of three digits, parted by spaces
    std::vector<ZipRange> zips(const QString &key); ///< "100-149 06390": three digits stand for all ZIPs so begun
    QStringList postalStarts(const QString &key); ///< "K L" or "X0E X0G", parted by spaces
    /// {"all": "08:00-21:00", "sun": ""}; days not named are as `otherwise` when "all" is missing.
    WeekWindows week(const char *key, const WeekWindows &otherwise);
    std::vector<YearDay> yearDays(const char *key); ///< "07-04", "11 thu 4", "05 mon last"

    void fail(const QString &key, const char *what);

private:
    LegalReader(QJsonObject object, QString path, std::optional<Error> *mistake)
        : m_object(std::move(object)), m_path(std::move(path)), m_mistake(mistake)
    {
    }
    DayWindow window(const QString &key, const QJsonValue &text);

    QJsonObject m_object;
    QString m_path;
    std::optional<Error> *m_mistake;
};

} // namespace updesk
