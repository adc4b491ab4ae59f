// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/parts/detailwords.h"

#include "core/desk/details.h"
#include "core/people/phonenumber.h"

#include <QLocale>

namespace updesk
{

using What = DetailChange::What;

QString DetailWords::place(const Address &address)
{
    QStringList parts{address.city, QStringList{address.region, address.postal}.join(u' ').trimmed()};
    parts.removeAll(QString());
    return parts.join(QStringLiteral(", "));
}

QString DetailWords::language(const QString &code)
{
    if (code == QLatin1String("en"))
        return tr("English");
    if (code == QLatin1String("es"))
        return tr("Spanish");
    return code == QLatin1String("fr") ? tr("French") : code;
}

QString DetailWords::shown(const DetailChange &change, const QString &value)
{
    const auto says = [&value](const char *code) { return value == QLatin1String(code); };
    switch (change.what) {
    case What::Phone:
        return displayPhone(value, {});
    case What::Language:
        return language(value);
    case What::Trade:
        return says(kSaysNone) ? tr("none", "trade-in") : tr("not known");
    case What::Decides:
        return says(kSaysAlone) ? tr("the customer alone") : says(kSaysOthers) ? tr("others too") : tr("not known");
    default:
        return value;
    }
}

QString DetailWords::line(const DetailChange &change)
{
    static constexpr const char *kFields[] = {QT_TR_NOOP("First name"), QT_TR_NOOP("Last name"), QT_TR_NOOP("Suffix"),
        QT_TR_NOOP("Company"), QT_TR_NOOP("Language"), QT_TR_NOOP("Street"), QT_TR_NOOP("City"),
        QT_TR_NOOP("State or province"), QT_TR_NOOP("ZIP or postal code"), QT_TR_NOOP("Country"), QT_TR_NOOP("Phone"),
        QT_TR_NOOP("Email"), QT_TR_NOOP("Trade-in"), QT_TR_NOOP("Who decides")};
    static_assert(std::size(kFields) == size_t(What::Decides) + 1);
    const QString field = tr(kFields[size_t(change.what)]);
    const QString before = change.before.isEmpty() ? QString() : shown(change, change.before);
    const QString after = shown(change, change.after);
    if (after.isEmpty())
        //: %1: a field such as "Phone", %2: what stood there
        return tr("%1 removed: %2").arg(field, before);
    //: %1: a field such as "City", %2: what stands there now, %3: what stood there
    return before.isEmpty() ? tr("%1: %2").arg(field, after) : tr("%1: %2 (was %3)").arg(field, after, before);
}

QStringList DetailWords::corrections(const Activity &activity)
{
    QStringList all;
    for (const DetailChange &change : detailChanges(activity.providerText))
        all << line(change);
    return all;
}

QString DetailWords::corrected(const Activity &activity)
{
    const QStringList all = corrections(activity);
    return all.isEmpty() ? tr("Details corrected") : all.join(QStringLiteral(". "));
}

QString DetailWords::mistake(const QString &place, bool twice)
{
    if (place == QLatin1String("phone"))
        return twice ? tr("They have this number already.")
                     : tr("Type one number: “(555) 201-4410” or “+44 20 7946 0000”.");
    if (place == QLatin1String("email"))
        return twice ? tr("They have this address already.") : tr("Type one address: “name@example.com”.");
    if (place == QLatin1String("name"))
        return tr("Type a name, a company, a phone or an email.");
    if (place == QLatin1String("country"))
        return tr("No such country is known. Type its name, such as “Canada”.");
    if (place == QLatin1String("region"))
        return tr("Type a state or province: “NY”, “New York”, “Québec”.");
    if (place == QLatin1String("region_country"))
        return tr("This state or province is not in that country.");
    if (place == QLatin1String("postal"))
        return tr("Type a code like “10011”, “10011-1234” or “K1A 0B1”.");
    if (place == QLatin1String("no_postal"))
        return tr("No place has this code.");
    if (place == QLatin1String("postal_region"))
        return tr("This code lies in another state or province. Correct one of the two, or leave one empty.");
    static const QStringList lines{QStringLiteral("first"), QStringLiteral("last"), QStringLiteral("suffix"),
        QStringLiteral("company"), QStringLiteral("street"), QStringLiteral("city")};
    return lines.contains(place) ? tr("This is too long.") : QString();
}

} // namespace updesk
