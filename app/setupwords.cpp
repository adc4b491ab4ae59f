// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/setupwords.h"

#include "core/desk/configobject.h"

#include <QCoreApplication>

namespace updesk
{
namespace
{

QString words(const char *text) { return QCoreApplication::translate("Setup", text); }

/// By the code of the fault; %1 is the place, %2 and %3 what is allowed.
struct Sentence {
    const char *code;
    const char *text;
};
constexpr Sentence kSentences[] = {
    {"needed", QT_TRANSLATE_NOOP("Setup", "%1 is needed.")},
    {"text", QT_TRANSLATE_NOOP("Setup", "%1 must be a text in quotes.")},
    {"number", QT_TRANSLATE_NOOP("Setup", "%1 must be a number from %2 to %3.")},
    {"flag", QT_TRANSLATE_NOOP("Setup", "%1 must be true or false.")},
    {"object", QT_TRANSLATE_NOOP("Setup", "%1 must be an object {...}.")},
    {"list", QT_TRANSLATE_NOOP("Setup", "%1 must be a list [...].")},
    {"one_of", QT_TRANSLATE_NOOP("Setup", "%1 must be one of: %2.")},
    {"some_of", QT_TRANSLATE_NOOP("Setup", "%1 is needed: some of %2.")},
    {"unknown", QT_TRANSLATE_NOOP("Setup", "%1 is not known here. Look at how it is spelt in the set-up guide.")},
    {"json", QT_TRANSLATE_NOOP("Setup", "The file is not whole JSON.")},
    {"time_zone", QT_TRANSLATE_NOOP("Setup", "%1 must be the name of a time zone, such as America/New_York.")},
    {"region", QT_TRANSLATE_NOOP("Setup", "%1 must be two capital letters of a country, such as US.")},
    {"hours_needed",
        QT_TRANSLATE_NOOP("Setup", "%1 is needed: the days on which the store is open, with their hours.")},
    {"weekday", QT_TRANSLATE_NOOP("Setup", "%1 must be one of: mon tue wed thu fri sat sun.")},
    {"span",
        QT_TRANSLATE_NOOP(
            "Setup", "%1 must be a list of openings such as [\"09:00\",\"19:30\"], each ending after it starts.")},
    {"spans_order", QT_TRANSLATE_NOOP("Setup", "%1 must be in order: an opening starts after the one before it ends.")},
    {"closed_or_spans", QT_TRANSLATE_NOOP("Setup", "%1 must have either \"closed\": true or \"spans\".")},
    {"time", QT_TRANSLATE_NOOP("Setup", "%1 must be a time such as 08:30.")},
    {"time_after", QT_TRANSLATE_NOOP("Setup", "%1 must be a time after the beginning, up to 48:00.")},
    {"date", QT_TRANSLATE_NOOP("Setup", "%1 must be a day such as 2026-12-24.")},
    {"twice", QT_TRANSLATE_NOOP("Setup", "%1 is there twice. Each needs one of its own.")},
    {"person_needed", QT_TRANSLATE_NOOP("Setup", "%1 is needed: at least one person.")},
    {"source", QT_TRANSLATE_NOOP("Setup", "%1 must name sources that stand in the list of sources.")},
    {"login", QT_TRANSLATE_NOOP("Setup", "%1 must name logins that stand in the list of people.")},
    {"other_login", QT_TRANSLATE_NOOP("Setup", "%1 must name the login of somebody else in the list of people.")},
    {"weights",
        QT_TRANSLATE_NOOP("Setup", "%1 must name logins that stand in the list of people, each with a number.")},
    {"route",
        QT_TRANSLATE_NOOP("Setup", "%1 must be what the set-up guide names for it. A rule needs people or a role.")},
    {"too_long", QT_TRANSLATE_NOOP("Setup", "%1 is too long: at most %2 characters.")},
    {"control", QT_TRANSLATE_NOOP("Setup", "%1 must be one line of text.")},
    {"whole", QT_TRANSLATE_NOOP("Setup", "%1 must be a whole number.")},
    {"prefix", QT_TRANSLATE_NOOP("Setup", "%1 must be the beginning of a postal code: letters and digits.")},
    {"never_open", QT_TRANSLATE_NOOP("Setup", "%1 must name at least one opening: this store would never be open.")},
    {"target_twice", QT_TRANSLATE_NOOP("Setup", "%1: there is a target for the same source and type already.")},
    {"target_too_long",
        QT_TRANSLATE_NOOP("Setup",
            "%1 must end before closing, at most %2 minutes: later leads count as after hours, so it would never "
            "run.")},
    {"value", QT_TRANSLATE_NOOP("Setup", "%1 must be a value that the set-up guide allows.")},
};

QString ruleOf(const ReadFault &fault)
{
    for (const Sentence &sentence : kSentences) {
        if (fault.code != QLatin1String(sentence.code))
            continue;
        QString text = words(sentence.text).arg(fault.path);
        if (fault.code == QLatin1String("number"))
            return text.arg(fault.allowed.value(0), fault.allowed.value(1));
        return text.contains(QLatin1String("%2")) ? text.arg(fault.allowed.join(u' ')) : text;
    }
    return words("%1 cannot be used.").arg(fault.path);
}

} // namespace

QString setupSentence(const Error &error)
{
    const auto fault = configFaultOf(error);
    if (!fault)
        return {};
    QStringList all{ruleOf(*fault)};
    if (fault->code == QLatin1String("json"))
        all << words("The mistake is near byte %1.").arg(fault->found);
    else if (!fault->found.isEmpty())
        all << words("It says %1.").arg(QChar(0x201c) + fault->found + QChar(0x201d));
    all << words("Nothing was changed.");
    return all.join(u' ');
}

} // namespace updesk
