// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/quarantine/quarantinewords.h"

#include "core/people/phonenumber.h"
#include "ui/parts/regiontime.h"

#include <QDateTime>
#include <QHash>

namespace updesk
{

// Of a call there are no words to read.
static const char *ofCall(const QString &code)
{
    if (code == QLatin1String("unknown_caller"))
        return QT_TRANSLATE_NOOP("QuarantineWords", "It is a call from a number that nobody here has a lead with.");
    if (code == QLatin1String("missed_caller"))
        return QT_TRANSLATE_NOOP(
            "QuarantineWords", "Nobody answered this call. Nobody here has a lead with the number.");
    return nullptr;
}

QString QuarantineWords::reason(const QString &code)
{
    static const QHash<QString, const char *> words{
        {QStringLiteral("empty_document"), QT_TR_NOOP("It is empty.")},
        {QStringLiteral("binary_data"), QT_TR_NOOP("It is not text: a picture, a document or a damaged file.")},
        {QStringLiteral("not_adf"), QT_TR_NOOP("It is not a lead in the ADF format.")},
        {QStringLiteral("no_prospect"), QT_TR_NOOP("It is ADF, but there is no lead in it.")},
        {QStringLiteral("no_contact"), QT_TR_NOOP("There is no name, phone or email in it.")},
        {QStringLiteral("malformed_xml"), QT_TR_NOOP("Its XML is broken, so parts of it could be lost.")},
        {QStringLiteral("dtd_forbidden"), QT_TR_NOOP("It defines its own XML shorthands. Those are never followed.")},
        {QStringLiteral("too_large"), QT_TR_NOOP("It is larger than a lead can be.")},
        {QStringLiteral("too_deep"), QT_TR_NOOP("It is nested deeper than a lead can be.")},
        {QStringLiteral("bounce"), QT_TR_NOOP("It is a delivery report: an email of ours did not arrive.")},
        {QStringLiteral("auto_reply"), QT_TR_NOOP("It is an automatic reply.")},
        {QStringLiteral("spam"), QT_TR_NOOP("It looks like spam.")},
        {QStringLiteral("newsletter"), QT_TR_NOOP("It looks like a newsletter.")},
        {QStringLiteral("reply"), QT_TR_NOOP("It is a reply, but nobody with an open lead has this address.")},
        {QStringLiteral("no_lead_content"), QT_TR_NOOP("Nothing in it asks for a vehicle or a visit.")},
        {QStringLiteral("date_missing"), QT_TR_NOOP("It does not say when it was sent.")},
        {QStringLiteral("bad_date"), QT_TR_NOOP("Its date cannot be read.")},
        {QStringLiteral("date_guessed"), QT_TR_NOOP("Its date could only be guessed.")},
        {QStringLiteral("encoding_guessed"), QT_TR_NOOP("Its letters could only be guessed.")},
        {QStringLiteral("bad_phone"), QT_TR_NOOP("Its phone number cannot be read.")},
        {QStringLiteral("bad_email"), QT_TR_NOOP("Its email address cannot be read.")},
        {QStringLiteral("bad_vin"), QT_TR_NOOP("Its VIN cannot be read.")},
        {QStringLiteral("vin_check_digit"), QT_TR_NOOP("Its VIN has a wrong check digit.")},
        {QStringLiteral("bad_year"), QT_TR_NOOP("Its model year cannot be read.")},
        {QStringLiteral("placeholder_value"), QT_TR_NOOP("Its template was sent without being filled in.")},
        {QStringLiteral("field_truncated"), QT_TR_NOOP("A field was too long and was cut.")},
        {QStringLiteral("duplicate_in_file"), QT_TR_NOOP("The same lead is in it twice.")},
        {QStringLiteral("partial_file"), QT_TR_NOOP("It ends in the middle.")},
        {QStringLiteral("taken_back"), QT_TR_NOOP("Its leads were taken back, and then it came again.")},
        {QStringLiteral("prospect_rejected"), QT_TR_NOOP("A lead in it could not be stored. The others were.")},
        {QStringLiteral("resend"), QT_TR_NOOP("It was sent again.")},
        {QStringLiteral("unknown_number"), QT_TR_NOOP("It is a text from a number that nobody here has.")},
        {QStringLiteral("no_open_lead"), QT_TR_NOOP("It is a text from somebody who has no open lead.")},
        {QStringLiteral("not_given"), QT_TR_NOOP("The mail server has it but does not give it. Look at it there.")},
        {QStringLiteral("given_up"), QT_TR_NOOP("The server did not take it, and it was given up at this desk.")},
        {QStringLiteral("unreachable"), QT_TR_NOOP("There is no way to reach the person in it.")},
    };
    const char *known = words.value(code, ofCall(code));
    return known ? tr(known) : tr("It could not be read (%1).").arg(code);
}

QString QuarantineWords::from(const QuarantineRow &row)
{
    return row.sender.isEmpty() ? tr("A file") : row.sender.simplified();
}

QString QuarantineWords::subject(const QuarantineRow &row)
{
    if (row.code == QLatin1String("unknown_caller"))
        return tr("Phone call");
    if (row.code == QLatin1String("missed_caller"))
        return tr("Missed call");
    const QString words = row.subject.isEmpty() ? row.name.simplified() : row.subject.simplified();
    return words.isEmpty() ? tr("No subject") : words;
}

QString QuarantineWords::spotted(const QuarantineRow &row, const QString &region)
{
    QStringList found = row.emails;
    for (const QString &phone : row.phones)
        found << displayPhone(phone, region);
    return found.join(tr(", ", "between things found"));
}

QString QuarantineWords::when(Time at, Time now, const QTimeZone &zone)
{
    return regionMoment(QDateTime::fromMSecsSinceEpoch(at, zone), QDateTime::fromMSecsSinceEpoch(now, zone).date());
}

QString QuarantineWords::sentence(const QuarantineRow &row, const QString &when, const QString &region)
{
    const QString found = spotted(row, region);
    const QString words = tr("%1. From %2. %3. %4").arg(when, from(row), subject(row), reason(row.code));
    return found.isEmpty() ? words : tr("%1 Found in it: %2.").arg(words, found);
}

} // namespace updesk
