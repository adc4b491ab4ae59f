// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/capture/fieldchecks.h"

#include "core/people/emailaddress.h"
#include "core/people/phonenumber.h"

#include <QCoreApplication>
#include <QStringList>

namespace updesk
{

static QString words(const char *text) { return QCoreApplication::translate("FieldChecks", text); }

QString formattedPhones(const QString &typed, const QString &region)
{
    QStringList shown;
    for (const PhoneNumber &number : phonesIn(typed, region)) {
        if (number.e164.isEmpty())
            return typed;
        const QString plain = displayPhone(number.e164, region);
        shown << (number.extension.isEmpty() ? plain : QString(plain + QStringLiteral(" x") + number.extension));
    }
    return shown.isEmpty() ? typed : shown.join(QStringLiteral(", "));
}

QString phoneComplaint(const QString &typed, const QString &region)
{
    if (typed.trimmed().isEmpty())
        return {};
    const auto numbers = phonesIn(typed, region);
    for (const PhoneNumber &number : numbers) {
        if (!number.e164.isEmpty())
            return {};
    }
    int digits = 0;
    for (const QChar c : typed)
        digits += c.isDigit() ? 1 : 0;
    if (digits > 0 && digits < 10)
        return words("Kept as typed. Digits are missing, so it cannot be called yet.");
    return words("Kept as typed. This is no phone number that can be called.");
}

QString emailComplaint(const QString &typed)
{
    const QString plain = typed.trimmed();
    if (plain.isEmpty())
        return {};
    for (const EmailDraft &mail : emailsIn(plain)) {
        if (!mail.address.isEmpty())
            return {};
    }
    const qsizetype at = plain.indexOf(u'@');
    if (at < 0)
        return words("Kept as unchecked. The @ is missing.");
    if (!plain.mid(at).contains(u'.'))
        return words("Kept as unchecked. A dot is missing.");
    return words("Kept as unchecked. This does not look like an email address.");
}

} // namespace updesk
